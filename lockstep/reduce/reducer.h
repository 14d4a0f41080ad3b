// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>

#include "lockstep/program/program.h"

namespace lockstep {

/// Says whether a program still shows what is to be kept, and if so returns it with a schedule that
/// shows it.
using StillShows = std::function<std::optional<Program>(const Program&)>;

/// Makes a program smaller as long as it still shows what it is about, one change at a time until
/// none succeeds any more (delta debugging; Zeller, Hildebrandt: "Simplifying and isolating
/// failure-inducing input", TSE 2002): the smallest configuration, fewer tasks, fewer operations,
/// plainer operations, a plainer initial state, faults first. Deterministic if `still_shows` is.
/// `program` must show it.
Program reduce_program(Program program, const StillShows& still_shows);

}  // namespace lockstep
