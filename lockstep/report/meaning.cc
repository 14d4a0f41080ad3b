// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/compare/describe.h"
#include "lockstep/report/observation_text.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// Whether the caller was told that it has what it asked for.
bool is_inside(const OperationRecord& record) {
  const auto flags = kObjectKind.flags;
  return std::ranges::any_of(
      flags, [&](const Flag& flag) { return flag.is_inside && record.has(flag.bit); });
}

// An operation after which no reader may hold the lock.
bool keeps_readers_out(const OperationRecord& record) {
  const OperationInfo& row = info(record.operation_code());
  if (!row.keeps_readers_out || record.has(OperationRecord::kSkipped)) return false;
  if (row.result == ResultForm::kSection) return is_inside(record);
  return row.result == ResultForm::kNothing || record.result == 0;
}

class MeaningFinder {
 public:
  MeaningFinder(const Difference& difference, const ReplayedPair& replayed)
      : difference_(difference),
        program_(replayed.program),
        reference_(replayed.reference),
        variant_(replayed.variant) {}

  std::string find() const {
    switch (difference_.kind()) {
      case DifferenceKind::kHang:
        return hang();
      case DifferenceKind::kWarning:
      case DifferenceKind::kLockdep:
        return only_the_log();
      case DifferenceKind::kCrash:
      case DifferenceKind::kDataRace:
        return "";
      default:
        break;
    }
    const std::string text = difference_.operation ? after_operation() : at_the_end();
    return text.empty() ? hang() : text;
  }

 private:
  const std::string& task_name(unsigned task) const { return program_.tasks[task].name; }

  // What readers hold.
  static std::string held(unsigned object) {
    return fmt::format(fmt::runtime(kSubject.phrases.held), object);
  }

  // What it means that one side hangs and the other does not.
  std::string hang() const {
    const bool in_variant = variant_.observation.final.end == End::kHang;
    if (in_variant == (reference_.observation.final.end == End::kHang)) return "";
    const Replay& side = in_variant ? variant_ : reference_;
    const unsigned task = side.observation.final.asleep.first();
    const bool spins = side.observation.final.spinning.contains(task);
    std::string text = fmt::format("with {}, {} {} in {}", side.name, task_name(task),
                                   spins ? "spins for ever" : "is never woken",
                                   describe_current_operation(program_, side.observation, task));
    const Operation* const operation = current_operation(program_, side.observation, task);
    if (!operation) return text;
    const auto object = object_of(*operation);
    const bool can_be_held = !kSubject.phrases.held.empty();
    if (!object || !can_be_held || count_readers(side, *object, nullptr) != 0) return text;
    return text + fmt::format(", although nobody holds {}", held(*object));
  }

  // The warning is all that differs.
  std::string only_the_log() const {
    const Observation& reference = reference_.observation;
    const Observation& variant = variant_.observation;
    if (reference.operations != variant.operations || !(reference.final == variant.final))
      return "";
    return "only the log tells: all calls return the same, and leave the same behind";
  }

  std::string after_operation() const {
    const OperationPlace& place = *difference_.operation;
    const OperationRecord* const reference = find_record(reference_.observation, place);
    const OperationRecord* const variant = find_record(variant_.observation, place);
    if (!reference || !variant) return "";
    for (const std::string& text :
         {goes_on_with_readers(*reference, *variant), returns_else(*reference, *variant)}) {
      if (!text.empty()) return text;
    }
    if (!object_of({variant->operation_code(), {variant->target}})) return "";
    const std::string values =
        compare(variant->target, reference->values[0], variant->values[0], "is");
    return values.empty() ? flag_left(*reference, *variant) : values;
  }

  std::string goes_on_with_readers(const OperationRecord& reference,
                                   const OperationRecord& variant) const {
    if (!keeps_readers_out(variant)) return "";
    const unsigned readers = count_readers(variant_, variant.target, &variant);
    const bool also_in_reference = keeps_readers_out(reference) &&
                                   count_readers(reference_, reference.target, &reference) != 0;
    if (readers == 0 || also_in_reference) return "";
    return fmt::format("with {}, {} goes on while {} {}", variant_.name, task_name(variant.task),
                       readers == 1 ? "a reader holds" : fmt::format("{} readers hold", readers),
                       held(variant.target));
  }

  std::string returns_else(const OperationRecord& reference, const OperationRecord& variant) const {
    const std::string before = operation_phrase(program_, reference);
    const std::string after = operation_phrase(program_, variant);
    if (before == after) return "";
    return fmt::format("with {}, {} {}; with {}, it {}", variant_.name, task_name(variant.task),
                       after, reference_.name, before);
  }

  std::string flag_left(const OperationRecord& reference, const OperationRecord& variant) const {
    for (const Flag& flag : kObjectKind.flags) {
      const bool before = reference.has(flag.bit);
      if (flag.is_told || before == variant.has(flag.bit)) continue;
      return fmt::format(fmt::runtime(kSubject.phrases.is_left), variant.target,
                         before ? reference_.name : variant_.name);
    }
    return "";
  }

  std::string at_the_end() const {
    for (unsigned i = 0; i < program_.objects.size(); ++i) {
      std::string text = compare(i, first_value(reference_, i), first_value(variant_, i), "stays");
      if (!text.empty()) return text;
    }
    for (unsigned i = 0; i < kOwnerCount; ++i) {
      std::string text = waits(i);
      if (!text.empty()) return text;
    }
    return "";
  }

  static std::uint32_t first_value(const Replay& side, unsigned object) {
    return static_cast<std::uint32_t>(side.observation.final.objects[kObjects][object][0]);
  }

  std::string compare(unsigned object, std::uint32_t reference, std::uint32_t variant,
                      std::string_view is) const {
    return kSubject.phrases.values(
        {object, reference, variant, is, reference_.name, variant_.name, count_of});
  }

  // The task that an owner still names is gone on one side.
  std::string waits(unsigned owner) const {
    const auto fields = kOwnerKind.fields;
    const auto field = std::ranges::find_if(fields, &Field::is_task);
    if (field == fields.end()) return "";
    const auto waiter = [&](const Replay& side) {
      return side.observation.final.objects[kOwners][owner][std::size_t(field - fields.begin())];
    };
    if ((waiter(reference_) < 0) == (waiter(variant_) < 0)) return "";
    const Replay& side = waiter(variant_) < 0 ? reference_ : variant_;
    return fmt::format(fmt::runtime(kSubject.phrases.waits), side.name, owner,
                       task_name(static_cast<unsigned>(waiter(side))));
  }

  const Difference& difference_;
  const Program& program_;
  const Replay& reference_;
  const Replay& variant_;
};

}  // namespace

std::string meaning_of(const Difference& difference, const ReplayedPair& replayed) {
  return MeaningFinder(difference, replayed).find();
}

}  // namespace lockstep
