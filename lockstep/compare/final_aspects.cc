// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

using enum DifferenceKind;

constexpr std::string_view kRelease = "release";

// What fingerprints call the operation that a task was in.
std::string_view identify_operation(const Program& program, const Observation& observation,
                                    unsigned task) {
  const Operation* const operation = current_operation(program, observation, task);
  return operation ? info(operation->code).name : kRelease;
}

/// How an execution ended, for fingerprints, and as version 1 had it, in words.
struct EndIdentity {
  std::string identity;
  std::string old_identity;
};

EndIdentity identify_end(const Program& program, const Observation& observation) {
  const FinalRecord& final = observation.final;
  const auto with_operation = [&](const std::string& start, std::string old, unsigned task) {
    const std::string_view operation = identify_operation(program, observation, task);
    old += operation == kRelease ? " a" : fmt::format(" {}", operation);
    return EndIdentity{fmt::format("{}/{}", start, operation), old};
  };
  switch (final.end) {
    case End::kCompleted:
      return {"ends", "ends"};
    case End::kOutOfSteps:
      return {"steps", "out of steps"};
    case End::kStopped:
      return {"stopped", "stopped"};
    case End::kCrash:
      return with_operation(fmt::format("crash/{}", identity_of(final.crash)),
                            fmt::format("crash {}", describe_crash(final.crash)), final.crash_task);
    case End::kHang:
      break;
  }
  return with_operation("hang", "hang", final.asleep.first());
}

class FinalAspects {
 public:
  void add_end(DifferenceKind kind, const Program& program, const Observation& reference,
               const Observation& variant) {
    const EndIdentity before = identify_end(program, reference);
    const EndIdentity after = identify_end(program, variant);
    add({.kind = kind,
         .reference = describe_end(program, reference),
         .variant = describe_end(program, variant),
         .identity = fmt::format("end|{}|{}", before.identity, after.identity),
         .old_identity = fmt::format("at the end|{}|{}", before.old_identity, after.old_identity),
         .is_event = true});
  }

  void add_object(const Program& program, ObjectPlace place, const FieldValues& reference,
                  const FieldValues& variant) {
    const ObjectKind& kind = kSubject.kinds[place.kind];
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      const Field& field = kind.fields[i];
      if (field.left.empty() || reference[i] == variant[i]) continue;
      const std::string classes =
          field.classify
              ? fmt::format("|{}|{}", field.classify(reference[i]), field.classify(variant[i]))
              : "";
      const std::string what = fmt::format(fmt::runtime(field.left), place.index);
      add({.kind = field.kind_between(reference[i], variant[i]),
           .reference = fmt::format("{} {}", what, describe_value(program, field, reference[i])),
           .variant = fmt::format("{} {}", what, describe_value(program, field, variant[i])),
           .identity = fmt::format("end|{}|{}{}", kind.name, field.name, classes),
           .old_identity = fmt::format("at the end|{}{}", field.key, classes)});
    }
  }

  void add_leaks(std::uint32_t reference, std::uint32_t variant) {
    add({.kind = kLeak,
         .reference = describe_leak(reference),
         .variant = describe_leak(variant),
         .identity = fmt::format("end|leak|{}", variant > reference ? "more" : "fewer")});
  }

  bool empty() const { return aspects_.empty(); }
  std::vector<Aspect> take() { return std::move(aspects_); }

 private:
  void add(Aspect aspect) {
    if (aspect.reference != aspect.variant) aspects_.push_back(std::move(aspect));
  }

  std::vector<Aspect> aspects_;
};

}  // namespace

std::vector<Aspect> final_aspects(const Program& program, const Observation& reference,
                                  const Observation& variant) {
  FinalAspects aspects;
  const bool crash = reference.final.end == End::kCrash || variant.final.end == End::kCrash;
  aspects.add_end(crash ? kCrash : kHang, program, reference, variant);
  // What is left behind by an execution that stopped halfway is of no interest.
  if (!aspects.empty()) return aspects.take();
  for (unsigned kind = 0; kind < kSubject.kinds.size(); ++kind) {
    for (unsigned i = 0; i < count_objects(program, kind); ++i) {
      aspects.add_object(program, {kind, i}, reference.final.objects[kind][i],
                         variant.final.objects[kind][i]);
    }
  }
  aspects.add_leaks(reference.final.leaked, variant.final.leaked);
  return aspects.take();
}

}  // namespace lockstep
