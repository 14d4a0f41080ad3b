// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_machine.h"

namespace lockstep {

void ProgramMachine::run(Scheduler& scheduler) {
  parts_.restart();
  executor_.watch(values_ ? Executor::Watch::kStatesAndValues : Executor::Watch::kStates);
  executor_.look(looks_);
  executor_.run(program_, implementation_, scheduler, observation_);
  executor_.look(Executor::Looks::kAtOnce);
  executor_.watch(Executor::Watch::kNothing);
  if (executor_.states().touched_foreign_memory()) throw SharesMemory(implementation_.name);
}

TaskSet ProgramMachine::related(unsigned task) const {
  TaskSet tasks;
  for (unsigned other = 0; other < kMaxTasks; ++other) {
    if (groups_[other] == groups_[task]) tasks.insert(other);
  }
  return tasks;
}

bool ProgramMachine::affected_all() const {
  const End end = observation_.final.end;
  return !observation_.warnings.empty() || end == End::kCrash || end == End::kOutOfSteps ||
         statics_have_changed_ || executor_.states().touched_statics();
}

void ProgramMachine::append_state(std::vector<std::uint64_t>& words) const {
  const auto context = executor_.own_context();
  executor_.write_state(state_);
  statics_have_changed_ |= !state_.statics.empty();
  state_.append_to(words);
}

}  // namespace lockstep
