// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {
namespace {

std::vector<const StepRecord*> steps_of(const Replay& replay, unsigned task) {
  std::vector<const StepRecord*> steps;
  for (const StepRecord& step : replay.trace.steps) {
    if (step.task == task) steps.push_back(&step);
  }
  return steps;
}

bool same_step(const StepRecord* a, const StepRecord* b) {
  return a->index == b->index && a->access == b->access && a->place == b->place &&
         a->has_value == b->has_value && a->value == b->value;
}

bool same_program(const Program& a, const Program& b) {
  return a.objects == b.objects && a.sequences == b.sequences && a.tasks == b.tasks;
}

bool implies(const Discrepancy& a, const Discrepancy& b) {
  const std::string fingerprint = b.difference.fingerprint();
  return std::ranges::any_of(a.difference.aspects, [&](const Aspect& aspect) {
    return aspect.fingerprint() == fingerprint;
  });
}

bool have_one_cause(const ExplainedDiscrepancy& a, const ExplainedDiscrepancy& b) {
  return same_program(a.discrepancy.reproducer, b.discrepancy.reproducer) ||
         (!a.first_differing_step.empty() && a.first_differing_step == b.first_differing_step) ||
         implies(a.discrepancy, b.discrepancy) || implies(b.discrepancy, a.discrepancy);
}

auto size_of(const ExplainedDiscrepancy& explained) {
  const Program& program = explained.discrepancy.reproducer;
  return std::tuple(explained.discrepancy.discrepancy_class(), count_operations(program),
                    program.tasks.size(), count_switches(program.schedule));
}

}  // namespace

std::string find_first_differing_step(const ReplayedPair& replayed, SourcePositions& positions) {
  for (unsigned task = 0; task < replayed.program.tasks.size(); ++task) {
    const auto reference = steps_of(replayed.reference, task);
    const auto variant = steps_of(replayed.variant, task);
    const auto [left, right] = std::mismatch(reference.begin(), reference.end(), variant.begin(),
                                             variant.end(), same_step);
    if (left == reference.end() && right == variant.end()) continue;
    const auto position = [&](auto step, const auto& steps) {
      return step == steps.end() ? "" : positions.find((*step)->call_stack);
    };
    const std::string left_position = position(left, reference);
    const std::string right_position = position(right, variant);
    if (left_position.empty() && right_position.empty()) return "";
    return fmt::format("{} | {}", left_position, right_position);
  }
  return "";
}

std::vector<Cause> group_by_cause(const std::vector<ExplainedDiscrepancy>& all) {
  std::vector<std::size_t> group(all.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (group[a] == group[b] || !have_one_cause(all[a], all[b])) continue;
      const auto [kept, dropped] = std::minmax(group[a], group[b]);
      std::ranges::replace(group, std::size_t{dropped}, std::size_t{kept});
    }
  }
  std::vector<Cause> causes;
  for (std::size_t first = 0; first < all.size(); ++first) {
    Cause cause;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (group[i] == first) cause.push_back(i);
    }
    std::ranges::stable_sort(cause, {}, [&](std::size_t i) { return size_of(all[i]); });
    if (!cause.empty()) causes.push_back(std::move(cause));
  }
  return causes;
}

}  // namespace lockstep
