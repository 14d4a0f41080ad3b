// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "lockstep/program/program.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {

/// A program that shows what is to be kept, under its schedule, and to which operation of its task
/// each step of that schedule belongs.
struct ShownProgram {
  Program program;
  std::vector<OwnedStep> steps;
};

/// Says whether a program still shows what is to be kept; its schedule is a first guess at one that
/// does.
using StillShows = std::function<std::optional<ShownProgram>(const Program&)>;

/// Makes a program smaller as long as it still shows what it is about, one change at a time until
/// none succeeds any more (delta debugging; Zeller, Hildebrandt: "Simplifying and isolating
/// failure-inducing input", TSE 2002): the smallest configuration, fewer tasks, fewer operations,
/// plainer operations, a plainer initial state, faults first. Deterministic if `still_shows` is.
Program reduce_program(ShownProgram shown, const StillShows& still_shows);

}  // namespace lockstep
