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

/// Of which pairs races are looked for by the exact detector.
enum class Watched : std::uint8_t { kSome, kNone, kAll };

class EngineHarness {
 public:
  explicit EngineHarness(Scheduler& scheduler, Watched watched = Watched::kSome)
      : scheduler_(scheduler),
        watched_(watched),
        ignored_(executor_, watched != Watched::kNone),
        runner_(executor_, *find_implementation("before"), *find_implementation("v3")) {}

  unsigned run_pairs(unsigned count, OutcomeSet& outcomes) {
    unsigned unequal = 0;
    for (unsigned pair = 0; pair < count; ++pair) {
      const ObservedPair& shown = watched_ == Watched::kAll ? runner_.run(program_, scheduler_)
                                                            : runner_.sample(program_, scheduler_);
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
  const Watched watched_;
  Executor executor_;
  const Executor::RacesIgnored ignored_;
  PairRunner runner_;
};

void random_walk(benchmark::State& state) {
  RandomScheduler scheduler(kSeed);
  EngineHarness harness(scheduler);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(random_walk, "engine, random walk");

void random_walk_without_races(benchmark::State& state) {
  RandomScheduler scheduler(kSeed);
  EngineHarness harness(scheduler, Watched::kNone);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(random_walk_without_races, "engine, races not watched");

void random_walk_with_races(benchmark::State& state) {
  RandomScheduler scheduler(kSeed);
  EngineHarness harness(scheduler, Watched::kAll);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(random_walk_with_races, "engine, races exact");

void pct(benchmark::State& state) {
  PctScheduler scheduler(kSeed, kPctDepth);
  EngineHarness harness(scheduler);
  measure(state, harness);
}
LOCKSTEP_BENCHMARK(pct, "engine, PCT d=3");

}  // namespace
}  // namespace lockstep::bench
