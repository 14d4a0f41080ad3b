// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// What a side showed: in words, and as fingerprints have it, which version 1 had in words, too.
struct ShownValue {
  std::string text;
  std::string identity;
  std::string old_identity;
};

/// Collects the aspects of one operation.
class Aspects {
 public:
  explicit Aspects(OperationCode code) : operation_(info(code).name) {}

  /// Adds an aspect if the texts differ. `identity` is what fingerprints call it.
  void add(DifferenceKind kind, std::string_view what, std::string_view identity,
           const ShownValue& reference, const ShownValue& variant) {
    if (reference.text == variant.text) return;
    aspects_.push_back({.kind = kind,
                        .reference = fmt::format("{} {}", what, reference.text),
                        .variant = fmt::format("{} {}", what, variant.text),
                        .identity = fmt::format("{}|{}|{}|{}", operation_, identity,
                                                reference.identity, variant.identity),
                        .old_identity = fmt::format("{}|{}|{}|{}", operation_, what,
                                                    reference.old_identity, variant.old_identity)});
  }

  /// What each side does shows the one that was added last, if it is of this kind.
  void mark_event(DifferenceKind kind) {
    if (!aspects_.empty() && aspects_.back().kind == kind) aspects_.back().is_event = true;
  }

  std::vector<Aspect> take() { return std::move(aspects_); }

 private:
  std::string_view operation_;
  std::vector<Aspect> aspects_;
};

ShownValue shown_result(OperationCode code, const OperationRecord& record, bool in_variant) {
  const bool skipped = record.has(OperationRecord::kSkipped);
  ShownValue shown;
  shown.text = skipped ? "nothing: skipped" : describe_result(code, record.result);
  shown.identity = skipped ? "skipped" : fmt::format("{}", record.result);
  shown.old_identity = shown.text;
  if (info(code).result == ResultForm::kData) {  // that there is another value, and not which
    if (!skipped) shown.identity = in_variant ? "another" : "one";
    shown.old_identity = in_variant ? "other data" : "data";
  }
  return shown;
}

ShownValue yes_no(bool value) {
  return value ? ShownValue{"yes", "1", "yes"} : ShownValue{"no", "0", "no"};
}

ShownValue shown_number(unsigned value) {
  const std::string text = fmt::format("{}", value);
  return {text, text, text};
}

// A value by what it means, or else that it is another one.
ShownValue shown_value(const Field& field, std::uint32_t value, bool in_variant) {
  const std::string identity = field.classify ? field.classify(value)
                               : in_variant   ? "another"
                                              : "one";
  return {describe_value(field, value), identity, identity};
}

// What a record says of the object that the operation worked on.
void add_object(const ObjectKind& kind, const OperationRecord& reference,
                const OperationRecord& variant, Aspects& aspects) {
  for (const Flag& flag : kind.flags) {
    aspects.add(flag.kind, flag.label, flag.name, yes_no(reference.has(flag.bit)),
                yes_no(variant.has(flag.bit)));
  }
  for (std::size_t i = 0; i < kind.left_fields().size(); ++i) {
    const Field& field = kind.fields[i];
    if (field.label.empty()) continue;
    const std::uint32_t before = reference.values[i];
    const std::uint32_t after = variant.values[i];
    aspects.add(field.kind_between(before, after), field.label, field.name,
                shown_value(field, before, false), shown_value(field, after, true));
  }
}

}  // namespace

std::vector<Aspect> operation_aspects(const OperationRecord& reference,
                                      const OperationRecord& variant) {
  using enum DifferenceKind;
  const OperationCode code = variant.operation_code();
  Aspects aspects(code);
  aspects.add(kReturnCode, "returned", "result", shown_result(code, reference, false),
              shown_result(code, variant, true));
  aspects.mark_event(kReturnCode);
  if (const auto object = place_of({code, {variant.target}})) {
    add_object(kSubject.kinds[object->kind], reference, variant, aspects);
  }
  aspects.add(kSleepWake, "slept:", "slept", yes_no(reference.has(OperationRecord::kSlept)),
              yes_no(variant.has(OperationRecord::kSlept)));
  aspects.mark_event(kSleepWake);
  aspects.add(kSleepWake, "woke tasks:", "woken", shown_number(reference.woken),
              shown_number(variant.woken));
  aspects.mark_event(kSleepWake);
  return aspects.take();
}

}  // namespace lockstep
