// SPDX-License-Identifier: GPL-2.0-only
// Pairs of executions by the fiber engine, on one thread.
#include "bench/measure.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/load/implementations.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep::bench {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr unsigned kPctDepth = 3;

Outcome outcome_of(const Observation& observation) {
  Outcome outcome;
  for (const OperationRecord& record : observation.operations) {
    outcome.results[record.task][record.index] =
        record.has(OperationRecord::kSkipped) ? kSkipped : record.result;
  }
  outcome.refcount = static_cast<std::uint32_t>(
      observation.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount]);
  return outcome;
}

class EngineHarness {
 public:
  explicit EngineHarness(Scheduler& scheduler)
      : scheduler_(scheduler),
        runner_(executor_, *find_implementation("before"), *find_implementation("v3")) {}

  unsigned run_pairs(unsigned count, OutcomeSet& outcomes) {
    unsigned unequal = 0;
    for (unsigned pair = 0; pair < count; ++pair) {
      const ObservedPair& shown = runner_.sample(program_, scheduler_);
      outcomes.insert(outcome_of(shown.reference));
      if (shown.is_same) continue;
      outcomes.insert(outcome_of(shown.variant));
      ++unequal;
    }
    return unequal;
  }

 private:
  const Program program_ = workload();
  Scheduler& scheduler_;
  Executor executor_;
  PairRunner runner_;
};

void random_walk(benchmark::State& state) {
  RandomScheduler scheduler(kSeed);
  EngineHarness harness(scheduler);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(random_walk, "engine, random walk");

void pct(benchmark::State& state) {
  PctScheduler scheduler(kSeed, kPctDepth);
  EngineHarness harness(scheduler);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(pct, "engine, PCT d=3");

}  // namespace
}  // namespace lockstep::bench
