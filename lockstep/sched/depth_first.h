// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/program/choice.h"
#include "lockstep/sched/task_set.h"

// What searches have in common that go through all choices depth first. Their frames, one per
// choice of the present path, have a Choice `chosen` and a set of tasks `untried`.
namespace lockstep {

/// Goes back to the last frame with a choice that was not tried, and takes that choice. False if
/// there is none. Calls finish_last() for a frame without one, which has to remove it.
template <typename Frame, typename Finish>
bool go_back(std::vector<Frame>& frames, Finish finish_last) {
  while (!frames.empty() && frames.back().untried.empty()) finish_last();
  if (frames.empty()) return false;
  frames.back().chosen = take_first(frames.back().untried);
  return true;
}

/// The choices of the frames.
template <typename Frame>
void write_path(const std::vector<Frame>& frames, Path& path) {
  path.clear();
  for (const Frame& frame : frames) path.push_back(frame.chosen);
}

}  // namespace lockstep
