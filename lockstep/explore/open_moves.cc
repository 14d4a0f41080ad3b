// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_moves.h"

#include <algorithm>
#include <stdexcept>

#include "lockstep/program/program.h"
#include "lockstep/program/program_edits.h"

namespace lockstep {
namespace {

/// How many values an operand can have within a bound.
unsigned count_values(OperandKind kind, const ProgramBound& bound) {
  switch (kind) {
    case OperandKind::kObject:
      return bound.objects;
    case OperandKind::kOwner:
    case OperandKind::kOptionalOwner:
      return bound.owners;
    case OperandKind::kTask:
      return bound.tasks;
    case OperandKind::kWaitState:
      return kWaitStateNames.size();
    default:
      return 1;
  }
}

bool is_named(const Program& program, std::size_t index) {
  return any_operation(program, [&](const Operation& operation) {
    return names_task(operation) && target_of(operation) == index;
  });
}

}  // namespace

Alphabet::Alphabet(const ProgramBound& bound, const OperationSet& supported) {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    const auto& kinds = kOperations[code].operands;
    const auto first_values = static_cast<std::int32_t>(count_values(kinds[0], bound));
    const auto second_values = static_cast<std::int32_t>(count_values(kinds[1], bound));
    for (std::int32_t first = 0; first < first_values; ++first) {
      for (std::int32_t second = 0; second < second_values; ++second) {
        const Operation operation = {static_cast<OperationCode>(code), {first, second}};
        if (is_fault(operation) || !supported.contains(operation)) continue;
        if (size() == kMost) throw std::length_error("too many operations for an alphabet");
        (makes_steps(operation.code) ? with_steps_ : at_once_)
            .push_back(static_cast<std::uint8_t>(size()));
        operations_.push_back(operation);
      }
    }
  }
}

bool MoveSet::empty() const {
  return go_on.empty() && may_end.empty() &&
         std::ranges::all_of(begin, [](const Alphabet::Set& set) { return set.none(); });
}

Move MoveSet::pop() {
  if (!go_on.empty()) {
    const unsigned task = go_on.first();
    go_on.erase(task);
    return {static_cast<std::uint8_t>(task), Move::kGoOn};
  }
  if (!may_end.empty()) {
    const unsigned task = may_end.first();
    may_end.erase(task);
    return {static_cast<std::uint8_t>(task), Move::kEnd};
  }
  std::uint8_t task = 0;
  while (begin[task].none()) ++task;
  const std::size_t operation = begin[task]._Find_first();
  begin[task].reset(operation);
  return {task, static_cast<std::uint8_t>(operation)};
}

Program program_of(const Program& start, const Alphabet& alphabet, std::span<const Move> moves) {
  Program program = start;
  for (const Move& move : moves) {
    if (move.operation < alphabet.size()) {
      program.tasks[move.task].operations.push_back(alphabet[move.operation]);
    }
    if (!move.at_once) append_run(program.schedule, {Choice::of_task(move.task), 1});
  }
  for (std::size_t task = program.tasks.size(); task-- > 0;) {
    const bool idle = program.tasks[task].operations.empty() && !is_named(program, task);
    if (idle && program.tasks.size() > 1) program = without_task(program, task);
  }
  program = without_unused_objects(program);
  name_tasks(program);
  return program;
}

}  // namespace lockstep
