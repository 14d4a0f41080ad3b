// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/check/replay.h"

// The interleavings of a replay as lists of events in words, and two of them next to each other.
namespace lockstep {

/// One side of a replay: &ReplayedPair::reference or &ReplayedPair::variant.
using ReplayedSide = Replay ReplayedPair::*;

/// What differs between both sides and is not to be seen in what they do, such as a count.
struct DifferingValues {
  std::optional<OperationPlace> operation;  ///< when it returns; else at the end
  std::string text;                         ///< "vm_refcnt 2"; empty: there is nothing

  bool are_seen_after(const OperationRecord& record) const {
    return !text.empty() && operation == OperationPlace{record.task, record.index};
  }
  bool are_seen_at_the_end() const { return !text.empty() && !operation; }
};

/// What this side has there.
DifferingValues differing_values(const ReplayedPair& replayed, ReplayedSide side);

/// One event of an interleaving as it is shown: in the column of its task.
struct InterleavingRow {
  unsigned task = 0;
  std::string text;
  bool is_wrong = false;  ///< see EventWords::wrong()

  friend bool operator==(const InterleavingRow&, const InterleavingRow&) = default;
};

/// How much of an interleaving to show.
enum class InterleavingDetail : std::uint8_t {
  kOperations,  ///< operations with their results, and where tasks were switched, slept and woke
  kSteps,       ///< also every access to shared state, with the value that was there
};

/// How the events of an interleaving are put in words.
class EventWords {
 public:
  virtual ~EventWords() = default;

  /// An operation that returned.
  virtual std::string returned(const OperationRecord& record) const = 0;
  /// One that others interrupt; that goes to sleep. `operation` as in a program's text.
  virtual std::string left(const std::string& operation) const = 0;
  virtual std::string sleeps(const std::string& operation) const = 0;
  /// A task, by its name, that is woken.
  virtual std::string wakes(const std::string& task) const = 0;
  /// What differs between both sides after all tasks have ended.
  virtual std::string ended(const std::string& values) const = 0;
  /// What went wrong: a warning, a crash, a data race, a task that never wakes up.
  virtual std::string wrong(const std::string& what) const = 0;
};

/// The events of one side in these words; see interleaving_rows().
std::vector<InterleavingRow> rows_in_words(const ReplayedPair& replayed, ReplayedSide side,
                                           InterleavingDetail detail, const EventWords& words);

/// The events of one side in order: an operation stands where it returned, with its result, and
/// with what differs then between both sides; one that others interrupted also where they did.
std::vector<InterleavingRow> interleaving_rows(const ReplayedPair& replayed, ReplayedSide side,
                                               InterleavingDetail detail);

/// A row of two interleavings; a null is a side that has nothing there.
struct AlignedRow {
  const InterleavingRow* left = nullptr;
  const InterleavingRow* right = nullptr;

  /// Whether both sides have it.
  bool same() const { return left && right && *left == *right; }
};

/// Puts equal rows next to each other, as many as possible (longest common subsequence). Quadratic.
/// The result points into both lists.
std::vector<AlignedRow> align_rows(const std::vector<InterleavingRow>& left,
                                   const std::vector<InterleavingRow>& right);

}  // namespace lockstep
