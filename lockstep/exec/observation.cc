// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/observation.h"

#include <cstring>

#include "lockstep/program/program.h"

namespace lockstep {
namespace {

// What is observed of objects if nothing was done to them.
constexpr FinalRecord kUntouched = [] {
  FinalRecord final;
  for (std::size_t kind = 0; kind < kSubject.kinds.size(); ++kind) {
    final.objects[kind].fill(kSubject.kinds[kind].blank());
  }
  return final;
}();

}  // namespace

bool operator==(const WarningRecord& a, const WarningRecord& b) {
  return a.task == b.task && a.index == b.index && a.repeated == b.repeated &&
         a.site->kind == b.site->kind && std::strcmp(a.function, b.function) == 0 &&
         std::strcmp(a.site->condition, b.site->condition) == 0;
}

Observation::Observation() : final(kUntouched), steps(kStepLimit) {
  // A task ends with at most one release per operation: what it does not give back it once took.
  constexpr std::size_t kMost = std::size_t{kMaxTasks} * kMaxOperationsPerTask * 2;
  operations.reserve(kMost);
}

Observation::Observation(const Observation& shown, const StepLog& compact_steps)
    : operations(shown.operations),
      warnings(shown.warnings),
      races(shown.races),
      final(shown.final),
      steps(compact_steps) {}

Observation Observation::compact() const { return {*this, steps.compact()}; }

void Observation::clear() {
  operations.clear();
  warnings.clear();
  races.clear();
  final = kUntouched;
  steps.clear();
}

bool same_observation(const Observation& a, const Observation& b) {
  return a.operations == b.operations && a.final == b.final && a.warnings == b.warnings &&
         a.races == b.races;
}

}  // namespace lockstep
