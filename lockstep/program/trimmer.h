// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <optional>

#include "lockstep/program/program.h"

namespace lockstep {

/// The most parts that a schedule is trimmed by.
inline constexpr std::size_t kMostTrimmedParts = 64;

/// Makes a program smaller for somebody else, a fuzzer for example, to say what may go: offers it
/// without one task after the other, then without each operation, then without each run of its
/// schedule, or without several at once if there are more than kMostTrimmedParts; the last ones
/// first.
///
/// Each is offered once: there are at most as many candidates as tasks, operations and parts of the
/// schedule. All are valid, and abide by the contract if the program did: operations that were
/// permitted only because of the one that went go with it.
class Trimmer {
 public:
  explicit Trimmer(Program program);

  /// What is to be tried now; null if nothing is left.
  const Program* candidate() const { return candidate_ ? &*candidate_ : nullptr; }

  /// Says whether the candidate may stand for the program from now on. Makes the next one.
  void decide(bool is_good);

  /// What was good so far.
  const Program& program() const { return program_; }

 private:
  /// What is tried to do without.
  enum class Stage { kTasks, kOperations, kSchedule, kEnd };

  void enter(Stage stage);
  void find_next();
  std::optional<Program> without_part(std::size_t part) const;

  Program program_;
  std::optional<Program> candidate_;
  Stage stage_ = Stage::kTasks;
  std::size_t parts_left_ = 0;  // of this stage
  std::size_t runs_of_part_ = 1;
};

}  // namespace lockstep
