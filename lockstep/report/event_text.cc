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

// The field of the subject that a place is, if the subject says how its values read.
const Field* find_word(std::string_view place) {
  for (const ObjectKind& kind : kSubject.kinds) {
    for (const Field& field : kind.fields) {
      if (field.is_word && place.ends_with(field.name)) return &field;
    }
  }
  return nullptr;
}

// The last of what there is to be told, if it is so, or else the first.
std::string_view told_of(const OperationRecord& record) {
  const auto object = place_of({record.operation_code(), {record.target}});
  std::string_view first;
  std::string_view last;
  for (const Flag& flag : kSubject.kinds[object->kind].flags) {
    if (!flag.is_told) continue;
    if (first.empty()) first = flag.name;
    last = record.has(flag.bit) ? flag.name : first;
  }
  return last;
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
  const Field* const field = find_word(step.place);
  if (!field) return fmt::format("{}", value);
  if (field->is_task) return step.value == 0 ? "nobody" : "a task";
  return describe_value(*field, value);
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
  switch (info(code).result) {
    case ResultForm::kNothing:
      return "";
    case ResultForm::kSection:
      if (record.result != 0) break;
      return std::string(told_of(record));
    case ResultForm::kError:
    case ResultForm::kLocked:
    case ResultForm::kData:
      break;
  }
  return describe_result(code, record.result);
}

}  // namespace lockstep
