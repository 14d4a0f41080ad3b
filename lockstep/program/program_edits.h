// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/program/program.h"

// Small changes that make a program smaller or plainer.
namespace lockstep {

/// Without a task: operations on it go as well, and the schedule forgets it.
Program without_task(const Program& program, std::size_t task);

/// With the operations of task `from` made by task `into` instead, before its own or after them;
/// what names one names the other. The schedule forgets `from`.
Program with_merged_tasks(const Program& program, std::size_t from, std::size_t into, bool before);

/// Without `count` operations of a task from `first` on.
Program without_operations(const Program& program, std::size_t task, std::size_t first,
                           std::size_t count);

/// Without the objects that no operation names.
Program without_unused_objects(const Program& program);

/// The operation in plainer forms, the plainest first: fewer ways to fail, smaller numbers.
std::vector<Operation> plainer_operations(const Operation& operation);

/// The program in plainer forms: all in owner 0, sequences at 0, objects attached and in owner 0.
std::vector<Program> plainer_starts(const Program& program);

}  // namespace lockstep
