// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/race_search.h"

#include <algorithm>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/outcome.h"
#include "lockstep/explore/machine.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {
namespace {

/// Leaves the choices to another scheduler, and watches whether operations come in turn.
class TurnWatcher final : public Scheduler {
 public:
  TurnWatcher(const Executor& executor, Scheduler& scheduler, bool& in_turn)
      : executor_(executor), scheduler_(scheduler), in_turn_(in_turn) {}

  void begin(unsigned tasks) override {
    last_ = kNoTask;
    in_turn_ = true;
    scheduler_.begin(tasks);
  }

  Choice pick(TaskSet enabled, unsigned running) override {
    const Choice choice = scheduler_.pick(enabled, running);
    if (choice.stops()) return choice;
    const bool in_operation = last_ != kNoTask && executor_.operation_index(last_) == operation_;
    in_turn_ = in_turn_ && (!in_operation || choice.task() == last_);
    last_ = choice.task();
    operation_ = executor_.operation_index(last_);
    return choice;
  }

 private:
  const Executor& executor_;
  Scheduler& scheduler_;
  bool& in_turn_;
  unsigned last_ = kNoTask;      // that has made a step,
  std::uint32_t operation_ = 0;  // in this operation
};

/// A program on an implementation; its states tell what can still race, and whether operations have
/// come in turn so far. Keeps the races.
class RacingMachine final : public Machine {
 public:
  RacingMachine(Executor& executor, const Program& program,
                const lockstep_implementation& implementation)
      : executor_(executor), program_(program), implementation_(implementation) {}

  void run(Scheduler& scheduler) override {
    TurnWatcher watcher(executor_, scheduler, in_turn_);
    executor_.watch(Executor::Watch::kStatesAndRaces);
    executor_.run(program_, implementation_, watcher, observation_);
    executor_.watch(Executor::Watch::kNothing);
    if (executor_.states().touched_foreign_memory()) throw SharesMemory(implementation_.name);
    bool lacks_one_in_turn = false;
    for (const RaceRecord& race : observation_.races) lacks_one_in_turn |= !note(race).in_turn;
    if (lacks_one_in_turn && in_turn_) look_for_one_in_turn();
  }

  void append_state(std::vector<std::uint64_t>& words) const override {
    const auto context = executor_.own_context();
    executor_.write_state(state_);
    state_.append_to(words);
    words.push_back(in_turn_ ? 1 : 0);
  }

  OutcomeDigest take_shown() override { return {}; }
  OutcomeDigest take_shown_at_end() override { return {}; }
  std::uint64_t cost() const override { return cost_of(observation_); }

  std::map<std::string, RaceSchedules> take_races() { return std::move(races_); }

 private:
  RaceSchedules& note(const RaceRecord& race) {
    const StepLog& steps = observation_.steps;
    const auto [entry, is_new] = races_.try_emplace(describe_race(race));
    RaceSchedules& schedules = entry->second;
    if (is_new) {
      schedules.race = race;
      schedules.first.assign(steps.begin(), steps.end());
    }
    return schedules;
  }

  // The execution may have been stopped, in a state that was met before. It goes on in turn from
  // there if any execution does.
  void look_for_one_in_turn() {
    const StepLog steps = observation_.steps;
    ReplayScheduler replay;
    replay.follow(steps);
    executor_.run(program_, implementation_, replay, whole_);
    if (!is_in_turn(whole_)) return;
    for (const RaceRecord& race : whole_.races) {
      RaceSchedules& schedules = note(race);
      if (!schedules.in_turn) schedules.in_turn.emplace(whole_.steps.begin(), whole_.steps.end());
    }
  }

  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  Observation observation_;
  Observation whole_;
  bool in_turn_ = true;
  std::map<std::string, RaceSchedules> races_;
  mutable StateWords state_;  // memory to write it to
};

/// Lets tasks make their operations in the order in which another execution has made them.
class OrderScheduler final : public Scheduler {
 public:
  OrderScheduler(const Observation& wanted, const Observation& shown)
      : wanted_(wanted), shown_(shown) {}

  void begin(unsigned /*tasks*/) override {}
  Choice pick(TaskSet enabled, unsigned /*running*/) override {
    const std::size_t next = shown_.operations.size();
    if (next >= wanted_.operations.size()) return Choice::of_task(enabled.first());
    const unsigned task = wanted_.operations[next].task;
    return enabled.contains(task) ? Choice::of_task(task) : Choice();
  }

 private:
  const Observation& wanted_;
  const Observation& shown_;
};

// The outcome of an execution, data races left out.
OutcomeDigest outcome_of(const Observation& shown) { return OutcomeParts().take_over_end(shown); }

bool is_same_operation(const OperationRecord& a, const OperationRecord& b) {
  return a.task == b.task && a.index == b.index;
}

}  // namespace

FoundRaces search_races(Executor& executor, const Program& program,
                        const lockstep_implementation& implementation,
                        const ExploreLimits& limits) {
  RacingMachine machine(executor, program, implementation);
  ExploreLimits without_outcomes = limits;
  without_outcomes.outcomes = false;
  FoundRaces found;
  executor.races().adopt_what_was_learned();
  do {  // again, once more is known about what can race
    StateExplorer explorer(machine, without_outcomes);
    const ExploreTotals totals = explorer.explore();
    found.executions += totals.executions;
    found.states = totals.states;
    found.complete = totals.complete;
  } while (found.complete && executor.races().adopt_what_was_learned());
  found.races = machine.take_races();
  return found;
}

bool is_in_turn(const Observation& shown) {
  if (shown.final.end != End::kCompleted) return false;
  std::uint32_t next = 0;
  for (const OperationRecord& record : shown.operations) {
    for (; next < record.step; ++next) {
      if (shown.steps[next].task() != record.task) return false;
    }
  }
  return true;
}

std::optional<Observation> run_in_same_order(Executor& executor, const Program& program,
                                             const lockstep_implementation& implementation,
                                             const Observation& shown) {
  Observation other;
  OrderScheduler scheduler(shown, other);
  executor.run(program, implementation, scheduler, other);
  const bool same_order = std::ranges::equal(shown.operations, other.operations, is_same_operation);
  if (!same_order || outcome_of(shown) != outcome_of(other)) return std::nullopt;
  return other;
}

}  // namespace lockstep
