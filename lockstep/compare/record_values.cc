// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/record_values.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

using Form = RecordValue::Form;

constexpr std::array<std::string_view, 2> kYesNo = {"no", "yes"};

RecordValue flag_value(std::string_view name, std::string_view label, bool value) {
  return {.form = Form::kFlag,
          .name = name,
          .label = label,
          .title = name,
          .text = std::string(kYesNo[value ? 1 : 0]),
          .phrase = value ? std::string(name) : "",
          .identity = value ? "1" : "0",
          .old_identity = std::string(kYesNo[value ? 1 : 0]),
          .value = value ? 1u : 0u};
}

RecordValue result_value(const OperationRecord& record) {
  const OperationCode code = record.operation_code();
  const bool skipped = record.has(OperationRecord::kSkipped);
  RecordValue value = {.form = Form::kResult,
                       .name = "result",
                       .label = "returned",
                       .value = static_cast<std::uint32_t>(record.result),
                       .kind = DifferenceKind::kReturnCode,
                       .is_event = true};
  value.text = skipped ? "nothing: skipped" : describe_result(code, record.result);
  value.identity = skipped ? "skipped" : fmt::format("{}", record.result);
  value.old_identity = value.text;
  if (info(code).result == ResultForm::kData) {  // that there is another value, and not which
    if (!skipped) value.identity.clear();
    value.old_identity.clear();
    value.old_two_values = {"data", "other data"};
  }
  return value;
}

RecordValue field_value(const Field& field, std::uint32_t value) {
  const std::string text = describe_value(field, value);
  const std::string identity = field.classify ? field.classify(value) : "";
  return {.form = Form::kNumber,
          .name = field.name,
          .label = field.label,
          .title = field.label.empty() ? "" : field.name,
          .text = text,
          .phrase = field.is_shown ? fmt::format("{} {}", field.name, text) : "",
          .identity = identity,
          .old_identity = identity,
          .value = value,
          .field = &field};
}

RecordValue flag_value(const Flag& flag, const OperationRecord& record) {
  RecordValue value = flag_value(flag.name, flag.label, record.has(flag.bit));
  value.kind = flag.kind;
  if (flag.is_told) {
    value.title = {};
    value.phrase.clear();
  }
  return value;
}

RecordValue slept_value(const OperationRecord& record) {
  RecordValue value = flag_value("slept", "slept:", record.has(OperationRecord::kSlept));
  value.is_event = true;
  return value;
}

RecordValue woken_value(const OperationRecord& record) {
  const std::string number = fmt::format("{}", record.woken);
  return {.form = Form::kNumber,
          .name = "woken",
          .label = "woke tasks:",
          .title = "tasks woken",
          .text = number,
          .phrase = record.woken == 0
                        ? ""
                        : fmt::format("woke {} {}", number, record.woken == 1 ? "task" : "tasks"),
          .identity = number,
          .old_identity = number,
          .value = record.woken,
          .is_event = true};
}

}  // namespace

std::vector<RecordValue> values_of(const OperationRecord& record) {
  std::vector<RecordValue> values = {result_value(record)};
  if (const auto object = place_of({record.operation_code(), {record.target}})) {
    const ObjectKind& kind = kSubject.kinds[object->kind];
    for (std::size_t i = 0; i < kind.left_fields().size(); ++i) {
      values.push_back(field_value(kind.fields[i], record.values[i]));
    }
    for (const Flag& flag : kind.flags) values.push_back(flag_value(flag, record));
  }
  values.push_back(slept_value(record));
  values.push_back(woken_value(record));
  return values;
}

}  // namespace lockstep
