// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/program/generator.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {

/// A program under a schedule, and the difference that it shows.
struct NoisyProgram {
  Program program;
  Difference difference;
};

/// What a pair showed of the kind, after the same steps on both sides.
inline std::optional<Difference> shown_of_kind(const ObservedPair& shown, const Program& program,
                                               DifferenceKind kind) {
  for (Difference& difference : differences(program, shown.reference, shown.variant)) {
    if (difference.kind() == kind && !difference.diverged) return std::move(difference);
  }
  return std::nullopt;
}

/// Programs of 8 tasks with up to 16 operations each, faults among them, that show a difference of
/// a kind under a random schedule: the first `count` from this seed on.
inline std::vector<NoisyProgram> noisy_programs(PairRunner& pair, DifferenceKind kind,
                                                std::size_t count, std::uint64_t seed) {
  std::vector<NoisyProgram> found;
  Random random(seed);
  RandomScheduler scheduler(seed);
  for (unsigned tries = 0; found.size() < count && tries < 100'000; ++tries) {
    Program program =
        generate_program(random, {kMaxTasks, kMaxOperationsPerTask, kMaxObjects, kMaxOwners, true});
    program.sequences = {8, 10};
    if (program.tasks.size() < kMaxTasks) continue;
    const ObservedPair& shown = pair.run(program, scheduler);
    if (shown.is_same) continue;
    auto difference = shown_of_kind(shown, program, kind);
    if (!difference) continue;
    program.schedule = shorten_schedule(shown.reference.steps);
    found.push_back({std::move(program), std::move(*difference)});
  }
  EXPECT_EQ(found.size(), count) << "noisy programs";
  return found;
}

}  // namespace lockstep
