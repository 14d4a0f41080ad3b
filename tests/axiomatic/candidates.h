// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>

#include "tests/axiomatic/process_run.h"

namespace lockstep::litmus::axiomatic {

/// Calls `found` with each way in which all processes of a test can come to their end: once for
/// each choice of the write that each read reads from. Returns whether that took no more than
/// `budget` steps; subtracts them.
///
/// Only executions without cycles of program order and reads-from are among them. All models here
/// forbid such cycles: a shortest one enters each of its processes by a read from another process
/// and leaves it by a later write, and the models order reads before later writes.
bool for_each_run(const Test& test, std::uint64_t& budget,
                  const std::function<void(const Runs&)>& found);

}  // namespace lockstep::litmus::axiomatic
