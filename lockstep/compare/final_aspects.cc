// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

using enum DifferenceKind;

/// Like describe_end(), for fingerprints: without names of tasks and operands of operations.
std::string classify_end(const Program& program, const Observation& observation) {
  const FinalRecord& final = observation.final;
  const auto operation_name = [&](unsigned task) {
    const std::string operation = describe_current_operation(program, observation, task);
    return operation.substr(0, operation.find(' '));
  };
  switch (final.end) {
    case End::kCompleted:
      return "ends";
    case End::kOutOfSteps:
      return "out of steps";
    case End::kStopped:
      return "stopped";
    case End::kCrash:
      return fmt::format("crash {} {}", describe_crash(final.crash),
                         operation_name(final.crash_task));
    case End::kHang:
      break;
  }
  return fmt::format("hang {}", operation_name(final.asleep.first()));
}

class FinalAspects {
 public:
  void add(DifferenceKind kind, const std::string& reference, const std::string& variant,
           std::string_view key) {
    if (reference == variant) return;
    aspects_.push_back({kind, reference, variant, fmt::format("at the end|{}", key), "", ""});
  }

  void add(DifferenceKind kind, std::string_view what, const std::string& reference,
           const std::string& variant, std::string_view key) {
    add(kind, fmt::format("{} {}", what, reference), fmt::format("{} {}", what, variant), key);
  }

  void add_vma(unsigned index, const VmaRecord& reference, const VmaRecord& variant) {
    const bool detached = (reference.refcount == 0) != (variant.refcount == 0);
    add(detached ? kDetached : kRefcount, fmt::format("leaves vm_refcnt of VMA {} at", index),
        describe_refcount(reference.refcount), describe_refcount(variant.refcount),
        fmt::format("vm_refcnt|{}|{}", classify_refcount(reference.refcount),
                    classify_refcount(variant.refcount)));
    add(kWriteLocked, fmt::format("leaves vm_lock_seq of VMA {} at", index),
        fmt::format("{}", reference.sequence), fmt::format("{}", variant.sequence), "vm_lock_seq");
    add(kReturnCode, fmt::format("leaves the data of VMA {} at", index),
        fmt::format("{}", reference.data), fmt::format("{}", variant.data), "data");
    add(kDetached, fmt::format("leaves VMA {} in mm", index), fmt::format("{}", reference.mm),
        fmt::format("{}", variant.mm), "vm_mm");
  }

  void add_mm(unsigned index, const MmRecord& reference, const MmRecord& variant) {
    add(kWriteLocked, fmt::format("leaves the sequence of mm {} at", index),
        fmt::format("{}", reference.sequence), fmt::format("{}", variant.sequence), "mm_lock_seq");
    add(kLockdep, fmt::format("leaves holders of mmap_lock {}:", index),
        fmt::format("{}", reference.lock_count), fmt::format("{}", variant.lock_count),
        "mmap_lock");
    add(kSleepWake, fmt::format("leaves task in the waiter slot of mm {}:", index),
        fmt::format("{}", reference.waiter), fmt::format("{}", variant.waiter), "vma_writer_wait");
  }

  bool empty() const { return aspects_.empty(); }
  std::vector<Aspect> take() { return std::move(aspects_); }

 private:
  std::vector<Aspect> aspects_;
};

}  // namespace

std::vector<Aspect> final_aspects(const Program& program, const Observation& reference,
                                  const Observation& variant) {
  FinalAspects aspects;
  const bool crash = reference.final.end == End::kCrash || variant.final.end == End::kCrash;
  aspects.add(
      crash ? kCrash : kHang, describe_end(program, reference), describe_end(program, variant),
      fmt::format("{}|{}", classify_end(program, reference), classify_end(program, variant)));
  // What is left behind by an execution that stopped halfway is of no interest.
  if (!aspects.empty()) return aspects.take();
  for (unsigned vma = 0; vma < program.vmas.size(); ++vma) {
    aspects.add_vma(vma, reference.final.vmas[vma], variant.final.vmas[vma]);
  }
  for (unsigned mm = 0; mm < kMaxMms; ++mm) {
    aspects.add_mm(mm, reference.final.mms[mm], variant.final.mms[mm]);
  }
  return aspects.take();
}

}  // namespace lockstep
