// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/replay.h"

#include <fmt/format.h>

#include "lockstep/check/findings.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

void run_twice(Executor& executor, const Program& program,
               const lockstep_implementation& implementation, Scheduler& scheduler,
               Replay& replay) {
  Observation untraced;
  executor.run(program, implementation, scheduler, untraced);
  executor.run(program, implementation, scheduler, replay.observation, &replay.trace);
  replay.name = implementation.name;
  if (!same_observation(untraced, replay.observation)) {
    throw NotReproducible(
        fmt::format("{} showed something else when the same schedule was run again:\n{}",
                    implementation.name, print_program(program)));
  }
}

}  // namespace

ReplayedPair replay_pair(PairRunner& pair, const Program& program) {
  ReplayedPair replayed;
  replayed.program = program;
  ScriptedScheduler scripted(program.schedule);
  run_twice(pair.executor(), program, pair.reference(), scripted, replayed.reference);
  replayed.mismatch = scripted.mismatch();
  ReplayScheduler follower;
  follower.follow(replayed.reference.observation.steps);
  run_twice(pair.executor(), program, pair.variant(), follower, replayed.variant);
  replayed.differences = differences(program, replayed.reference.observation,
                                     replayed.variant.observation, pair.known());
  return replayed;
}

}  // namespace lockstep
