// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/report/interleaving.h"

// A replay as a space-time diagram: tasks are lanes, time goes downward in rows, both sides share
// the rows. A value that knows nothing of how it is drawn.
namespace lockstep {

/// What happens in a row of a lane.
enum class SpaceTimeEventKind : std::uint8_t {
  kBegin,    ///< an operation begins; the text is what it is called
  kStep,     ///< an access to shared state; the value is what was there
  kSleep,    ///< the task goes to sleep
  kWake,     ///< the task wakes another
  kReturn,   ///< the operation returns; the value is its result, if that says anything
  kSkip,     ///< an operation that was skipped
  kEnd,      ///< the execution has ended; the value is what differs there
  kProblem,  ///< a warning, a crash, a hang, a data race
};

struct SpaceTimeEvent {
  SpaceTimeEventKind kind = SpaceTimeEventKind::kStep;
  unsigned task = 0;  ///< kNoTask: of the execution as a whole
  std::size_t row = 0;
  std::string text;
  std::string value;
  std::optional<std::size_t> operation;  ///< that it is part of

  friend bool operator==(const SpaceTimeEvent&, const SpaceTimeEvent&) = default;
};

/// Texts by their names, in the order in which they are shown.
using SpaceTimeValues = std::vector<std::pair<std::string, std::string>>;

/// The name of the first value, which every operation has that returned.
inline constexpr const char* kResultName = "result";

/// A bar from the row where an operation begins to the row where it returns, or, if it never does,
/// to the last row.
struct SpaceTimeOperation {
  unsigned task = 0;
  unsigned index = 0;  ///< in the task's operations; releases at its end count on
  std::size_t first_row = 0;
  std::size_t last_row = 0;
  std::string text;
  SpaceTimeValues values;  ///< what was seen when it returned; empty if it never did

  friend bool operator==(const SpaceTimeOperation&, const SpaceTimeOperation&) = default;
};

/// From where a task goes to sleep to where it is woken; to the last row if nobody does.
struct SpaceTimeSleep {
  unsigned task = 0;
  std::size_t first_row = 0;
  std::size_t last_row = 0;

  friend bool operator==(const SpaceTimeSleep&, const SpaceTimeSleep&) = default;
};

/// From the lane of one task to that of another.
struct SpaceTimeArrow {
  bool signal = false;  ///< a signal is sent; otherwise a sleeping task is woken
  unsigned from = 0;
  unsigned to = 0;
  std::size_t row = 0;

  friend bool operator==(const SpaceTimeArrow&, const SpaceTimeArrow&) = default;
};

/// One side, in the order of time.
struct SpaceTimeSide {
  std::string name;
  std::vector<SpaceTimeEvent> events;
  std::vector<SpaceTimeOperation> operations;
  std::vector<SpaceTimeSleep> sleeps;
  std::vector<SpaceTimeArrow> arrows;
};

/// Both sides. What both do, in the same order, stands in the same row, as much as possible.
struct SpaceTime {
  std::vector<std::string> tasks;
  SpaceTimeSide reference;
  SpaceTimeSide variant;
  std::size_t rows = 0;
  std::optional<std::size_t> first_difference;  ///< the first row that is not the same
};

/// More events than a reader looks through: of longer replays the steps are left out, and of those
/// that are still longer the rest.
inline constexpr std::size_t kMostSpaceTimeEvents = 1000;

/// One side of a diagram alone, a row for each of its events.
SpaceTimeSide make_space_time_side(const ReplayedPair& replayed, ReplayedSide side,
                                   bool with_steps);

/// Both sides, aligned.
SpaceTime make_space_time(const ReplayedPair& replayed);

/// A side's operation with this place in the program; null if it has none.
const SpaceTimeOperation* find_operation_at(const SpaceTimeSide& side, unsigned task,
                                            unsigned index);

}  // namespace lockstep
