// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/event_text.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

const char* name_of(lockstep_access access) {
  switch (access) {
    case LOCKSTEP_READ:
      return "read";
    case LOCKSTEP_WRITE:
      return "write";
    case LOCKSTEP_UPDATE:
      return "update";
    case LOCKSTEP_BLOCK:
      return "about to sleep:";
    case LOCKSTEP_WAKE:
      break;
  }
  return "wake";
}

}  // namespace

std::string describe_access(const StepRecord& step) {
  const char* const value_follows = step.access == LOCKSTEP_UPDATE ? ", was" : " =";
  return fmt::format("{} {}{}", name_of(step.access), step.place,
                     step.has_value ? value_follows : "");
}

std::string describe_value(const StepRecord& step) {
  if (!step.has_value) return "";
  const auto value = static_cast<std::uint32_t>(step.value);
  if (step.place.ends_with("vm_refcnt")) return describe_refcount(value);
  if (step.place.ends_with("vma_writer_wait")) return step.value == 0 ? "nobody" : "a task";
  return fmt::format("{}", value);
}

std::string describe_begun_operation(const Program& program, const Trace& trace,
                                     const TraceEvent& event) {
  const Operation& operation = trace.operations[event.record];
  OperationRecord record;
  record.task = event.task;
  record.index = event.index;
  record.code = static_cast<std::uint8_t>(operation.code);
  record.target = static_cast<std::uint8_t>(operation.operands[0]);
  return describe_operation(program, record);
}

std::string describe_call(const OperationRecord& record) {
  const OperationCode code = record.operation_code();
  if (record.has(OperationRecord::kSkipped)) return "skipped";
  const bool enters = info(code).is_primitive && info(code).operands[1] != OperandKind::kNone;
  if (enters && record.result == 0) {
    return record.has(OperationRecord::kExclusive) ? "exclusive" : "detached";
  }
  switch (code) {
    case OperationCode::kMmapReadLock:
    case OperationCode::kMmapReadUnlock:
    case OperationCode::kMmapWriteLock:
    case OperationCode::kMmapWriteUnlock:
    case OperationCode::kMmapWriteDowngrade:
    case OperationCode::kVmaEndRead:
    case OperationCode::kVmaStartWrite:
    case OperationCode::kVmaMarkAttached:
    case OperationCode::kVmaMarkDetached:
    case OperationCode::kVmaReuse:
    case OperationCode::kWriteData:
    case OperationCode::kExitExclusive:
    case OperationCode::kFaultExitExclusive:
    case OperationCode::kSendSigkill:
    case OperationCode::kSendSignal:
    case OperationCode::kWakeUpProcess:
    case OperationCode::kFaultSetRefcount:
    case OperationCode::kFaultPut:
    case OperationCode::kFaultFailWait:
    case OperationCode::kFaultStartWrite:
    case OperationCode::kFaultMarkAttached:
    case OperationCode::kFaultMarkDetached:
    case OperationCode::kFaultEndWriteAll:
      return "";
    default:
      return describe_result(code, record.result);
  }
}

}  // namespace lockstep
