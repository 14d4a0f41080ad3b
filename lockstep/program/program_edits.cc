// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program_edits.h"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

void forget_task(std::vector<Operation>& operations, std::size_t task) {
  const auto removed = static_cast<std::int32_t>(task);
  std::erase_if(operations, [&](const Operation& operation) {
    return names_task(operation) && operation.operands[0] == removed;
  });
  for (Operation& operation : operations) {
    if (names_task(operation) && operation.operands[0] > removed) --operation.operands[0];
  }
}

void forget_task(Schedule& schedule, std::size_t task) {
  Schedule kept;
  for (ScheduleRun run : schedule) {
    if (run.task == task) continue;
    if (run.task > task) --run.task;
    append_run(kept, run);
  }
  schedule = std::move(kept);
}

bool uses_vma(const Program& program, std::size_t vma) {
  return std::ranges::any_of(program.tasks, [&](const Task& task) {
    return std::ranges::any_of(
        task.operations, [&](const Operation& operation) { return vma_of(operation) == vma; });
  });
}

void rename_vmas_above(Program& program, std::size_t removed) {
  for (Task& task : program.tasks) {
    for (Operation& operation : task.operations) {
      const auto vma = vma_of(operation);
      if (vma && *vma > removed) --operation.operands[0];
    }
  }
}

struct PlainerCode {
  OperationCode code;
  OperationCode plainer;
};

constexpr auto kPlainerCodes = std::to_array<PlainerCode>({
    {OperationCode::kMmapReadLockKillable, OperationCode::kMmapReadLock},
    {OperationCode::kMmapReadTrylock, OperationCode::kMmapReadLock},
    {OperationCode::kMmapWriteLockKillable, OperationCode::kMmapWriteLock},
    {OperationCode::kMmapWriteTrylock, OperationCode::kMmapWriteLock},
    {OperationCode::kMmapWriteDowngrade, OperationCode::kMmapWriteUnlock},
    {OperationCode::kVmaStartReadLocked, OperationCode::kVmaStartRead},
    {OperationCode::kVmaStartWriteKillable, OperationCode::kVmaStartWrite},
    {OperationCode::kEnterExclusive, OperationCode::kVmaStartWriteKillable},
    {OperationCode::kEnterExclusive, OperationCode::kVmaStartWrite},
    {OperationCode::kEnterExclusiveDetaching, OperationCode::kVmaMarkDetached},
    {OperationCode::kSendSigkill, OperationCode::kSendSignal},
    // Rather what a task may do than a fault.
    {OperationCode::kFaultSetRefcount, OperationCode::kVmaStartRead},
    {OperationCode::kFaultPut, OperationCode::kVmaEndRead},
    {OperationCode::kFaultStartReadLocked, OperationCode::kVmaStartReadLocked},
    {OperationCode::kFaultStartWrite, OperationCode::kVmaStartWrite},
    {OperationCode::kFaultStartWriteKillable, OperationCode::kVmaStartWriteKillable},
    {OperationCode::kFaultStartWriteKillable, OperationCode::kFaultStartWrite},
    {OperationCode::kFaultMarkAttached, OperationCode::kVmaMarkAttached},
    {OperationCode::kFaultMarkDetached, OperationCode::kVmaMarkDetached},
    {OperationCode::kFaultEndWriteAll, OperationCode::kMmapWriteUnlock},
});

Operation with_operand(Operation operation, unsigned place, std::int32_t value) {
  operation.operands[place] = value;
  return operation;
}

void move_to_first_mm(Program& program) {
  for (VmaStart& vma : program.vmas) vma.mm = 0;
  for (Task& task : program.tasks) {
    for (Operation& operation : task.operations) {
      const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].mm;
      if (place != kMaxOperands) operation.operands[place] = 0;
    }
  }
}

// The numbers to try instead of one: 0 for all that count from there, smaller ones for counts.
std::vector<std::int32_t> smaller_values(OperandKind kind, std::int32_t value) {
  if (kind == OperandKind::kNone || kind == OperandKind::kTask || value == 0) return {};
  if (kind == OperandKind::kCount && value > 3) return {0, 1, 2, 3};
  if (kind == OperandKind::kWaitState && value > 1) return {0, 1};
  return {0};
}

}  // namespace

Program without_task(const Program& program, std::size_t task) {
  Program smaller = program;
  smaller.tasks.erase(smaller.tasks.begin() + static_cast<std::ptrdiff_t>(task));
  for (Task& left : smaller.tasks) forget_task(left.operations, task);
  forget_task(smaller.schedule, task);
  return smaller;
}

Program with_merged_tasks(const Program& program, std::size_t from, std::size_t into, bool before) {
  Program merged = program;
  auto& operations = merged.tasks[into].operations;
  const auto& moved = program.tasks[from].operations;
  operations.insert(before ? operations.begin() : operations.end(), moved.begin(), moved.end());
  for (Task& task : merged.tasks) {
    for (Operation& operation : task.operations) {
      if (names_task(operation) && operation.operands[0] == static_cast<std::int32_t>(from)) {
        operation.operands[0] = static_cast<std::int32_t>(into);
      }
    }
  }
  return without_task(merged, from);
}

Program without_operations(const Program& program, std::size_t task, std::size_t first,
                           std::size_t count) {
  Program smaller = program;
  auto& operations = smaller.tasks[task].operations;
  const auto begin = operations.begin() + static_cast<std::ptrdiff_t>(first);
  operations.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  return smaller;
}

Program without_unused_vmas(const Program& program) {
  Program smaller = program;
  for (std::size_t vma = smaller.vmas.size(); vma-- > 0;) {
    if (uses_vma(smaller, vma)) continue;
    smaller.vmas.erase(smaller.vmas.begin() + static_cast<std::ptrdiff_t>(vma));
    rename_vmas_above(smaller, vma);
  }
  return smaller;
}

std::vector<Operation> plainer_operations(const Operation& operation) {
  std::vector<Operation> plainer;
  for (const PlainerCode& entry : kPlainerCodes) {
    if (entry.code == operation.code) {
      plainer.push_back({entry.plainer, {operation.operands[0], 0}});
    }
  }
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    const OperandKind kind = info(operation.code).operands[place];
    for (const std::int32_t value : smaller_values(kind, operation.operands[place])) {
      plainer.push_back(with_operand(operation, place, value));
    }
  }
  return plainer;
}

std::vector<Program> plainer_starts(const Program& program) {
  std::vector<Program> plainer;
  const auto add = [&](auto change) {
    Program changed = program;
    change(changed);
    if (changed != program) plainer.push_back(std::move(changed));
  };
  add(move_to_first_mm);
  for (unsigned mm = 0; mm < kMaxMms; ++mm) {
    add([&](Program& changed) { changed.sequences[mm] = 0; });
  }
  for (std::size_t vma = 0; vma < program.vmas.size(); ++vma) {
    add([&](Program& changed) { changed.vmas[vma].mm = 0; });
    add([&](Program& changed) { changed.vmas[vma].attached = true; });
  }
  return plainer;
}

}  // namespace lockstep
