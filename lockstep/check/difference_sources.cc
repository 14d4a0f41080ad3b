// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <ranges>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// The positions of one side of a replay.
class Side {
 public:
  Side(const Replay& replay, SourcePositions& positions)
      : replay_(replay), final_(replay.observation.final), positions_(positions) {}

  std::string find(const Difference& difference, const std::string& shown) {
    switch (difference.kind()) {
      case DifferenceKind::kDataRace:
        return race(shown);
      case DifferenceKind::kCrash:
        return final_.end == End::kCrash ? crash() : "";
      case DifferenceKind::kHang:
        return final_.end == End::kCompleted ? "" : stop();
      default:
        return difference.operation ? last_step(*difference.operation) : "";
    }
  }

 private:
  template <typename Wanted>
  std::string last_step_if(Wanted wanted) {
    const auto& steps = replay_.trace.steps;
    const auto last = std::find_if(steps.rbegin(), steps.rend(), wanted);
    return last == steps.rend() ? "" : positions_.find(last->call_stack);
  }

  std::string last_step(OperationPlace operation) {
    return last_step_if([&](const StepRecord& step) {
      return step.task == operation.task && step.index == operation.index;
    });
  }

  std::string race(const std::string& shown) {
    for (const RaceRecord& race : replay_.observation.races) {
      if (describe_race(race) == shown) return describe_positions(race, positions_);
    }
    return "";
  }

  std::string crash() {
    std::string exact = positions_.find(replay_.trace.crash);
    return exact.empty() ? last_step({final_.crash_task, final_.crash_index}) : exact;
  }

  std::string stop() {
    return last_step_if([&](const StepRecord& step) {
      return final_.end == End::kOutOfSteps || final_.asleep.contains(step.task);
    });
  }

  const Replay& replay_;
  const FinalRecord& final_;
  SourcePositions& positions_;
};

}  // namespace

void add_sources(Difference& difference, const ReplayedPair& replayed, SourcePositions& positions) {
  Aspect& main = difference.aspects.front();
  if (!main.reference_source.empty() || !main.variant_source.empty()) return;
  main.reference_source = Side(replayed.reference, positions).find(difference, main.reference);
  main.variant_source = Side(replayed.variant, positions).find(difference, main.variant);
}

}  // namespace lockstep
