// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <bitset>
#include <compare>
#include <cstdint>

#include "lockstep/exec/observation.h"

namespace lockstep {

/// Identifies what an execution, or a part of one, showed, but for the schedule. Digests of parts
/// add up to that of the whole, in any order. Two outcomes are taken to be equal if their 128-bit
/// digests are; the same in every build.
struct OutcomeDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const OutcomeDigest&, const OutcomeDigest&) = default;

  friend OutcomeDigest operator+(OutcomeDigest a, OutcomeDigest b) {
    const std::uint64_t low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1 : 0), low};
  }
  friend OutcomeDigest operator-(OutcomeDigest a, OutcomeDigest b) {
    return {a.high - b.high - (a.low < b.low ? 1 : 0), a.low - b.low};
  }
};

/// What of an observation makes its outcome.
enum class OutcomeView : std::uint8_t {
  kAll,  ///< everything but the schedule
  /// What can be told of an execution on real threads: what operations returned, warnings, how it
  /// ended and what it left behind. Not what an operation left the objects at, as others go on
  /// meanwhile; nor who slept and woke whom, as wake-ups come late there; nor, of a warning that
  /// comes more than once, who came first; nor data races.
  kThreads,
};

/// What is left of a record in this view.
OperationRecord restricted(const OperationRecord& record, OutcomeView view);

/// An observation with nothing in its operations but what the view has.
Observation restricted(const Observation& observation, OutcomeView view);

/// Identifies the outcome of an execution: all of its observation that does not name the schedule,
/// as far as the view has it. Operations count for their tasks: the order in which tasks returned
/// does not matter.
OutcomeDigest digest_outcome(const Observation& observation, OutcomeView view = OutcomeView::kAll);

/// The digest of a growing observation, part by part: what take_over() returned adds up to the
/// digest of the outcome, but for data races. Allocates nothing while the execution runs.
class OutcomeParts {
 public:
  explicit OutcomeParts(OutcomeView view = OutcomeView::kAll) : view_(view) {}

  /// An execution begins.
  void restart() { *this = OutcomeParts(view_); }

  /// What has been shown since the last call.
  OutcomeDigest take_over(const Observation& observation);

  /// The same, and how the execution ended.
  OutcomeDigest take_over_end(const Observation& observation);

 private:
  OutcomeDigest digest_repetition(const WarningRecord& warning) const;

  OutcomeView view_;
  std::size_t operations_ = 0;
  std::size_t warnings_ = 0;
  std::bitset<256> repeated_;  // of warnings; there are fewer sites in the code that can warn
};

}  // namespace lockstep
