// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>

#include "lockstep/program/program.h"

namespace lockstep {

/// The most tasks that a small program has.
inline constexpr unsigned kMostSmallTasks = 3;

/// Calls visit(program) for every program with this number of operations (at least 1), on one VMA
/// of one mm, by up to kMostSmallTasks tasks, that abides by the contract as far as that can be
/// told without running it. Programs that differ only in the order of their tasks count once. The
/// configuration is the caller's to set. Stops, and returns false, if visit() does.
bool for_each_small_program(unsigned operations, const std::function<bool(Program&)>& visit);

}  // namespace lockstep
