// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// Collects the aspects of one operation.
class Aspects {
 public:
  explicit Aspects(OperationCode code) : operation_(info(code).name) {}

  /// Adds an aspect if the texts differ; they are also what its fingerprint is made of.
  void add(DifferenceKind kind, std::string_view what, const std::string& reference,
           const std::string& variant) {
    add_keyed(kind, what, reference, variant, reference, variant);
  }

  /// The same, with the fingerprint made of other texts.
  void add_keyed(DifferenceKind kind, std::string_view what, const std::string& reference,
                 const std::string& variant, std::string_view reference_key,
                 std::string_view variant_key) {
    if (reference == variant) return;
    aspects_.push_back(
        {kind, fmt::format("{} {}", what, reference), fmt::format("{} {}", what, variant),
         fmt::format("{}|{}|{}|{}", operation_, what, reference_key, variant_key), "", ""});
  }

  std::vector<Aspect> take() { return std::move(aspects_); }

 private:
  std::string_view operation_;
  std::vector<Aspect> aspects_;
};

std::string result_text(OperationCode code, const OperationRecord& record) {
  return record.has(OperationRecord::kSkipped) ? "nothing: skipped"
                                               : describe_result(code, record.result);
}

const char* yes_no(bool value) { return value ? "yes" : "no"; }

}  // namespace

std::vector<Aspect> operation_aspects(const OperationRecord& reference,
                                      const OperationRecord& variant) {
  using enum DifferenceKind;
  const OperationCode code = variant.operation_code();
  Aspects aspects(code);
  const auto add_flag = [&](DifferenceKind kind, std::string_view what,
                            OperationRecord::Flag flag) {
    aspects.add(kind, what, yes_no(reference.has(flag)), yes_no(variant.has(flag)));
  };
  const bool data = code == OperationCode::kReadData;
  const std::string result = result_text(code, reference);
  const std::string variant_result = result_text(code, variant);
  aspects.add_keyed(kReturnCode, "returned", result, variant_result, data ? "data" : result,
                    data ? "other data" : variant_result);
  add_flag(kDetached, "said detached:", OperationRecord::kDetached);
  add_flag(kReturnCode, "said exclusive:", OperationRecord::kExclusive);
  const bool detached = (reference.refcount == 0) != (variant.refcount == 0);
  aspects.add_keyed(detached ? kDetached : kRefcount, "vm_refcnt",
                    describe_refcount(reference.refcount), describe_refcount(variant.refcount),
                    classify_refcount(reference.refcount), classify_refcount(variant.refcount));
  add_flag(kWriteLocked, "write-locked:", OperationRecord::kWriteLocked);
  aspects.add_keyed(kWriteLocked, "sequence", fmt::format("{}", reference.sequence),
                    fmt::format("{}", variant.sequence), "one", "another");
  add_flag(kSleepWake, "slept:", OperationRecord::kSlept);
  aspects.add(kSleepWake, "woke tasks:", fmt::format("{}", reference.woken),
              fmt::format("{}", variant.woken));
  return aspects.take();
}

}  // namespace lockstep
