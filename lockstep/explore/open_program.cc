// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_program.h"

#include "lockstep/program/program.h"
#include "lockstep/program/program_edits.h"

namespace lockstep {
namespace {

bool is_named(const Program& program, std::size_t index) {
  for (const Task& task : program.tasks) {
    for (const Operation& operation : task.operations) {
      if (info(operation.code).operands[0] == OperandKind::kTask &&
          operation.operands[0] == static_cast<std::int32_t>(index)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

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
