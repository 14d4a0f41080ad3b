// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/operation_phrase.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"

namespace lockstep {
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
  const std::string result = describe_result(record.operation_code(), record.result);
  return result == "not locked" ? "" : fmt::format(" ({})", result);
}

}  // namespace

std::string operation_phrase(const Program& program, const OperationRecord& record) {
  if (record.has(OperationRecord::kSkipped)) {
    return fmt::format("cannot do {} and skips it", describe_operation(program, record));
  }
  const OperationInfo& row = info(record.operation_code());
  const std::string object = place_of(program, record);
  const bool failed = !row.failed.empty() && has_failed(record);
  std::string text = fmt::format(fmt::runtime(failed ? row.failed : row.done), object);
  if (failed || row.result == ResultForm::kData) text += result_in_brackets(record);
  const bool at_its_end = record.index >= program.tasks[record.task].operations.size();
  return text + (at_its_end ? " at its end" : "");
}

}  // namespace lockstep
