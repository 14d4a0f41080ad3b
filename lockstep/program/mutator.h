// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "lockstep/base/random.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// One kind of small change to a program. False if there was nothing to change. The program has at
/// least one task and one object; afterwards it may break the contract, but its numbers are in
/// range.
struct Mutation {
  std::string_view name;
  unsigned weight;  ///< how often it is chosen, relative to the others
  bool (*apply)(Random& random, Program& program);
};

/// Changes to what tasks do: insert, delete, replace, duplicate, move, ...
std::span<const Mutation> operation_mutations();

/// Changes to when they do it: preempt, move a preemption, ...
std::span<const Mutation> schedule_mutations();

/// Changes to the configuration, the initial state and the number of tasks.
std::span<const Mutation> start_mutations();

/// How large mutations make programs. Every fuzzer prefers inputs that do much; but what can differ
/// shows in small programs, and these run faster.
inline constexpr std::size_t kMostMutatedTasks = 4;
inline constexpr std::size_t kMostMutatedOperations = 6;  ///< per task
inline constexpr std::size_t kMostMutatedRuns = 24;       ///< of the schedule

/// Changes programs for fuzzers, one implementation for all of them.
///
/// What comes out abides by the contract as far as that can be told without running it (see
/// TaskOutlook), whatever went in; unless faults are allowed, and then some operations break it. It
/// has only operations that are supported.
/// The same random numbers make the same changes. Names of tasks are not looked after.
class Mutator {
 public:
  explicit Mutator(bool faults, const OperationSet& supported = {})
      : faults_(faults), supported_(supported) {}

  /// One to a few small changes. A program in which nothing is done becomes a random one.
  void mutate(Random& random, Program& program) const;

  /// Gives a program parts of another one: a task of it, and the end of its schedule.
  void cross_over(Random& random, Program& program, const Program& other) const;

  /// Takes out what breaks the contract or a limit, or is not supported.
  void repair(Program& program) const;

 private:
  void repair_operations(const Program& program, Task& task) const;

  const bool faults_;
  const OperationSet supported_;
};

}  // namespace lockstep
