// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/record_values.h"

namespace lockstep {
namespace {

Aspect aspect_of(std::string_view operation, const RecordValue& reference,
                 const RecordValue& variant) {
  const auto identity = [](const RecordValue& value, std::string_view two_values) {
    return value.identity.empty() ? std::string(two_values) : value.identity;
  };
  const auto old_identity = [](const RecordValue& value, unsigned side) {
    return value.old_identity.empty() ? std::string(value.old_two_values[side])
                                      : value.old_identity;
  };
  return {.kind = reference.kind_to(variant),
          .reference = fmt::format("{} {}", reference.label, reference.text),
          .variant = fmt::format("{} {}", variant.label, variant.text),
          .identity = fmt::format("{}|{}|{}|{}", operation, reference.name,
                                  identity(reference, "one"), identity(variant, "another")),
          .old_identity = fmt::format("{}|{}|{}|{}", operation, reference.label,
                                      old_identity(reference, 0), old_identity(variant, 1)),
          .is_event = reference.is_event};
}

std::vector<RecordValue> most_telling_first(const OperationRecord& record) {
  std::vector<RecordValue> values = values_of(record);
  std::ranges::stable_sort(values, {}, &RecordValue::form);
  return values;
}

}  // namespace

std::vector<Aspect> operation_aspects(const OperationRecord& reference,
                                      const OperationRecord& variant) {
  const std::string_view operation = info(variant.operation_code()).name;
  // What a task gives back at its end depends on what it holds, so that can be another operation on
  // each side. Both are read as the variant's.
  OperationRecord same = reference;
  same.code = variant.code;
  same.target = variant.target;
  if (same == variant) return {};
  const std::vector<RecordValue> before = most_telling_first(same);
  const std::vector<RecordValue> after = most_telling_first(variant);
  std::vector<Aspect> aspects;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].label.empty() || before[i].text == after[i].text) continue;
    aspects.push_back(aspect_of(operation, before[i], after[i]));
  }
  return aspects;
}

}  // namespace lockstep
