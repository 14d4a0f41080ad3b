// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/race_watch.h"

#include "lockstep/compare/describe.h"
#include "lockstep/explore/machine.h"
#include "lockstep/sched/exhaustive_scheduler.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr unsigned kPctDepth = 3;
constexpr unsigned kMostPreemptions = 2;

class Watch {
 public:
  Watch(Executor& executor, const Program& program, const lockstep_implementation& implementation)
      : executor_(executor), program_(program), implementation_(implementation) {}

  WatchedRaces run(std::uint64_t most) {
    watched_.complete = enumerate(ExhaustiveScheduler::kUnbounded, most / 4);
    for (unsigned bound = 0; bound <= kMostPreemptions && !watched_.complete; ++bound) {
      enumerate(bound, most * (bound + 2) / 8);
    }
    RandomScheduler random(kSeed);
    PctScheduler pct(kSeed, kPctDepth);
    while (!watched_.complete && cost_ < most) {
      execute(random);
      execute(pct);
    }
    return std::move(watched_);
  }

 private:
  // True if those are all. Ends once so much was executed in all.
  bool enumerate(unsigned preemptions, std::uint64_t most) {
    ExhaustiveScheduler scheduler(preemptions);
    do {
      if (cost_ >= most) return false;
      execute(scheduler);
    } while (scheduler.advance());
    return true;
  }

  void execute(Scheduler& scheduler) {
    executor_.run(program_, implementation_, scheduler, observation_);
    ++watched_.schedules;
    cost_ += cost_of(observation_);
    for (const RaceRecord& race : observation_.races) ++watched_.races[describe_race(race)];
  }

  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  Observation observation_;
  WatchedRaces watched_;
  std::uint64_t cost_ = 0;
};

}  // namespace

WatchedRaces watch_for_races(Executor& executor, const Program& program,
                             const lockstep_implementation& implementation, std::uint64_t most) {
  return Watch(executor, program, implementation).run(most);
}

}  // namespace lockstep
