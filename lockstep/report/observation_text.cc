// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/observation_text.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/record_values.h"
#include "lockstep/report/text_layout.h"

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

namespace {

void append(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : ", ") + more;
}

}  // namespace

std::string describe_shown(const OperationRecord& record, OutcomeView view) {
  std::string text = describe_call(record);
  if (record.has(OperationRecord::kSkipped) || view == OutcomeView::kThreads) return text;
  for (const RecordValue& value : values_of(record)) append(text, value.phrase);
  return text;
}

std::vector<std::pair<std::string, std::string>> outcome_rows(const Program& program,
                                                              const Observation& shown,
                                                              OutcomeView view) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    std::string text;
    for (const OperationRecord& record : shown.operations) {
      if (record.task != task) continue;
      const std::string what = describe_shown(record, view);
      text += fmt::format("{}{}{}{}", text.empty() ? "" : "; ", describe_operation(program, record),
                          what.empty() ? "" : ": ", what);
    }
    rows.emplace_back(program.tasks[task].name, text.empty() ? "nothing" : text);
  }
  for (const WarningRecord& warning : shown.warnings) {
    rows.emplace_back("warning", describe_warning(warning) + (warning.repeated ? ", again" : ""));
  }
  rows.emplace_back("end", describe_end(program, shown));
  return rows;
}

namespace {

// "0", "writer", or for the only mm nothing.
std::string place_of(const Program& program, const OperationRecord& record) {
  const OperandKind kind = info(record.operation_code()).operands[0];
  if (kind == OperandKind::kTask) return program.tasks[record.target].name;
  if (kind != OperandKind::kOwner && kind != OperandKind::kOptionalOwner) {
    return fmt::format("{}", record.target);
  }
  return record.target == 0 ? "" : fmt::format(" of {} {}", kOwnerKind.title, record.target);
}

bool has_failed(const OperationRecord& record) {
  const bool is_lock_or_not = info(record.operation_code()).result == ResultForm::kLocked;
  return is_lock_or_not ? record.result != 1 : record.result != 0;
}

std::string result_in_brackets(const OperationRecord& record) {
  const OperationCode code = record.operation_code();
  const bool is_not_locked = info(code).result == ResultForm::kLocked && record.result == 0;
  return is_not_locked ? "" : fmt::format(" ({})", describe_result(code, record.result));
}

}  // namespace

std::string operation_phrase(const Program& program, const OperationRecord& record) {
  if (record.has(OperationRecord::kSkipped)) {
    return fmt::format("cannot do {} and skips it", describe_operation(program, record));
  }
  const OperationInfo& row = info(record.operation_code());
  const std::string object = place_of(program, record);
  const bool failed = !row.failed.empty() && has_failed(record);
  std::string text = fmt::format(fmt::runtime(failed ? row.failed : row.done), object,
                                 fmt::arg("kind", kObjectKind.title));
  if (failed || row.result == ResultForm::kData) text += result_in_brackets(record);
  const bool at_its_end = record.index >= program.tasks[record.task].operations.size();
  return text + (at_its_end ? " at its end" : "");
}

}  // namespace lockstep
