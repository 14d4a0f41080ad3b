// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lockstep/report/differing_values.h"

namespace lockstep {

/// One event of an interleaving as it is shown: in the column of its task.
struct InterleavingRow {
  unsigned task = 0;
  std::string text;

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

}  // namespace lockstep
