// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <array>

#include "lockstep/program/mutator.h"

namespace lockstep {
namespace {

constexpr std::uint32_t kMostSteps = 24;  // of a run: what an operation or two take

// Small numbers are likelier, and so are runs that last as long as they can.
std::uint32_t any_steps(Random& random) {
  if (random.one_in(4)) return 0;
  return 1 + random.below(1 + random.below(kMostSteps));
}

ScheduleRun any_run(Random& random, const Program& program) {
  return {Choice::of_task(random.below(static_cast<std::uint32_t>(program.tasks.size()))),
          any_steps(random)};
}

auto position(Schedule& schedule, std::size_t place) {
  return schedule.begin() + static_cast<std::ptrdiff_t>(place);
}

// Another task runs in the middle of a run, and then that one goes on.
bool preempt(Random& random, Program& program) {
  Schedule& schedule = program.schedule;
  if (schedule.empty() || program.tasks.size() < 2) return false;
  const std::size_t place = random.index(schedule.size());
  const ScheduleRun whole = schedule[place];
  const std::uint32_t before = 1 + random.below(whole.steps == 0 ? kMostSteps : whole.steps);
  const std::uint32_t after = whole.steps == 0 ? 0 : whole.steps - before;
  schedule[place].steps = before;
  schedule.insert(position(schedule, place + 1), any_run(random, program));
  if (whole.steps == 0 || after != 0) {
    schedule.insert(position(schedule, place + 2), {whole.choice, after});
  }
  return true;
}

// A preemption comes some steps earlier or later.
bool move_preemption(Random& random, Program& program) {
  constexpr std::uint32_t kFarthest = 4;
  if (program.schedule.empty()) return false;
  ScheduleRun& run = program.schedule[random.index(program.schedule.size())];
  if (run.steps == 0) {
    run.steps = any_steps(random);
    return run.steps != 0;
  }
  const std::uint32_t distance = 1 + random.below(kFarthest);
  if (random.one_in(2)) {
    run.steps += distance;
  } else {
    run.steps -= std::min(distance, run.steps - 1);
  }
  return true;
}

bool append_one(Random& random, Program& program) {
  append_run(program.schedule, any_run(random, program));
  return true;
}

bool delete_run(Random& random, Program& program) {
  if (program.schedule.empty()) return false;
  program.schedule.erase(position(program.schedule, random.index(program.schedule.size())));
  return true;
}

bool change_run(Random& random, Program& program) {
  if (program.schedule.empty()) return false;
  program.schedule[random.index(program.schedule.size())] = any_run(random, program);
  return true;
}

bool swap_runs(Random& random, Program& program) {
  if (program.schedule.size() < 2) return false;
  const std::size_t place = random.index(program.schedule.size() - 1);
  std::swap(program.schedule[place], program.schedule[place + 1]);
  return true;
}

bool cut_schedule(Random& random, Program& program) {
  if (program.schedule.empty()) return false;
  program.schedule.resize(random.index(program.schedule.size()));
  return true;
}

bool new_schedule(Random& random, Program& program) {
  constexpr std::uint32_t kMostRuns = 12;
  program.schedule.clear();
  for (std::uint32_t left = 1 + random.below(kMostRuns); left != 0; --left) {
    append_run(program.schedule, any_run(random, program));
  }
  return true;
}

constexpr std::array<Mutation, 8> kScheduleMutations = {{
    {"preempt at a step", 4, preempt},
    {"move a preemption", 4, move_preemption},
    {"append a run", 2, append_one},
    {"delete a run", 1, delete_run},
    {"change a run", 2, change_run},
    {"swap two runs", 1, swap_runs},
    {"cut the schedule", 1, cut_schedule},
    {"a new schedule", 2, new_schedule},
}};

}  // namespace

std::span<const Mutation> schedule_mutations() { return kScheduleMutations; }

}  // namespace lockstep
