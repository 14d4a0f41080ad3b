// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"
#include "lockstep/sched/task_set.h"

// All programs up to a bound at once: a program whose operations are chosen while it runs.
namespace lockstep {

/// How large programs are. Objects are numbered from 0, and so are owners.
struct ProgramBound {
  unsigned tasks = 2;
  unsigned operations = 3;  ///< of each task
  unsigned objects = 1;
  unsigned owners = 1;

  friend bool operator==(const ProgramBound&, const ProgramBound&) = default;
};

/// The operations that programs within a bound are made of: those supported, but no faults.
class Alphabet {
 public:
  static constexpr std::size_t kMost = 128;
  using Set = std::bitset<kMost>;

  explicit Alphabet(const ProgramBound& bound, const OperationSet& supported = {});

  std::size_t size() const { return operations_.size(); }
  const Operation& operator[](std::size_t index) const { return operations_[index]; }

  /// The indexes of those that make no step, and follow the operation before at once, and of all
  /// others.
  const std::vector<std::uint8_t>& at_once() const { return at_once_; }
  const std::vector<std::uint8_t>& with_steps() const { return with_steps_; }

 private:
  std::vector<Operation> operations_;
  std::vector<std::uint8_t> at_once_;
  std::vector<std::uint8_t> with_steps_;
};

/// One choice: a task goes on, or begins an operation, or ends.
struct Move {
  static constexpr std::uint8_t kGoOn = 0xff;
  static constexpr std::uint8_t kEnd = 0xfe;

  std::uint8_t task = 0;
  std::uint8_t operation = kGoOn;  ///< index into the alphabet, or one of these
  bool at_once = false;            ///< the operation follows the one before without a choice

  friend bool operator==(const Move&, const Move&) = default;
};

/// The choices that there are in a state.
struct MoveSet {
  TaskSet go_on;
  TaskSet may_end;
  std::array<Alphabet::Set, kMaxTasks> begin;

  bool empty() const;

  /// Takes one out. The set is not empty.
  Move pop();

  friend bool operator==(const MoveSet&, const MoveSet&) = default;
};

/// The program that made these moves, with the schedule under which it does: `start` with the
/// operations that its tasks began. Tasks and objects that no move names are left out.
Program program_of(const Program& start, const Alphabet& alphabet, std::span<const Move> moves);

}  // namespace lockstep
