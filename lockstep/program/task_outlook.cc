// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_outlook.h"

namespace lockstep {

TaskOutlook::TaskOutlook(const Program& start) {
  for (std::size_t i = 0; i < start.vmas.size(); ++i) vmas_[i].mm = start.vmas[i].mm;
}

bool TaskOutlook::may_make(const Operation& operation) const {
  const auto index = vma_of(operation);
  if (!index) return permitted(operation, holdings_, {});
  const Vma& vma = vmas_[*index];
  const auto permitted_if = [&](bool attached) {
    return vma.attached.value_or(attached) == attached &&
           permitted(operation, holdings_, {vma.mm, attached, vma.write_locked});
  };
  return permitted_if(true) || permitted_if(false);
}

void TaskOutlook::make(const Operation& operation) {
  apply_success(operation, holdings_);
  if (const auto index = vma_of(operation)) {
    note_vma(operation, vmas_[*index]);
  } else if (const auto mm = mm_of(operation)) {
    forget(*mm);  // a lock was taken or released: other tasks can have been at work
  }
}

void TaskOutlook::note_vma(const Operation& operation, Vma& vma) {
  switch (operation.code) {
    case OperationCode::kVmaStartWrite:
    case OperationCode::kVmaStartWriteKillable:
    case OperationCode::kFaultStartWrite:
    case OperationCode::kFaultStartWriteKillable:
      vma.write_locked = true;
      break;
    case OperationCode::kVmaMarkAttached:
    case OperationCode::kFaultMarkAttached:
      vma.attached = true;
      break;
    case OperationCode::kVmaMarkDetached:
    case OperationCode::kFaultMarkDetached:
      vma.attached = false;
      break;
    case OperationCode::kVmaReuse:
      vma = {.mm = static_cast<std::uint8_t>(operation.operands[1]), .attached = false};
      break;
    case OperationCode::kEnterExclusive:
    case OperationCode::kEnterExclusiveDetaching:
      vma.detaching = operation.code == OperationCode::kEnterExclusiveDetaching;
      break;
    case OperationCode::kExitExclusive:
      if (vma.detaching) vma.attached = false;
      break;
    default:
      break;
  }
}

void TaskOutlook::forget(unsigned mm) {
  for (Vma& vma : vmas_) {
    if (vma.mm != mm) continue;
    vma.attached.reset();
    vma.write_locked = false;
  }
}

}  // namespace lockstep
