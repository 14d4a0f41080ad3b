// SPDX-License-Identifier: GPL-2.0-only
// The order in which states are looked at, and what a process does between two steps.
#include "lockstep/litmus/exploration.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/litmus/instructions.h"
#include "lockstep/memory/sequential_machine.h"
#include "lockstep/memory/tso_machine.h"
#include "lockstep/memory/view_machine.h"

namespace lockstep::litmus {

namespace {

bool uses_pointers(const Test& test) {
  const auto is_computed = [](const Instruction& instruction) {
    return instruction.address.op != Operator::kConstant;
  };
  return std::ranges::any_of(test.processes, [&](const Process& process) {
    return std::ranges::any_of(process.code, is_computed);
  });
}

}  // namespace

template <typename Memory>
Exploration<Memory>::Exploration(const Test& test, Memory memory, std::uint64_t most_states)
    : test_(test),
      most_states_(most_states),
      uses_pointers_(uses_pointers(test)),
      start_{std::move(memory), {}} {
  for (const Process& process : test.processes) {
    start_.processes.push_back({.registers = process.initial,
                                .dependencies = std::vector<Dependency>(process.registers.size())});
  }
}

template <typename Memory>
Explored Exploration<Memory>::run() {
  for (unsigned process = 0; process < test_.processes.size(); ++process) settle(start_, process);
  start_.memory.normalise();
  is_new(start_);
  std::vector<State> stack = {start_};
  while (!stack.empty() && explored_.is_complete) {
    const State state = std::move(stack.back());
    stack.pop_back();
    successors_.clear();
    bool have_ended = true;
    for (unsigned process = 0; process < test_.processes.size(); ++process) {
      if (has_ended(state, process)) continue;
      have_ended = false;
      add_successors(state, process);
    }
    if (have_ended) note_final(state);
    explored_.hangs |= !have_ended && successors_.empty();
    for (State& next : successors_) {
      explored_.races |= next.memory.has_raced();
      next.memory.normalise();
      if (is_new(next)) stack.push_back(std::move(next));
    }
  }
  return std::move(explored_);
}

template <typename Memory>
bool Exploration<Memory>::is_new(const State& state) {
  words_.clear();
  state.memory.append_state(words_);
  for (const Running& process : state.processes) {
    words_.push_back(std::uint64_t{process.next} << 32 | process.waits_for);
    words_.push_back(std::uint64_t{process.reader_depth} << 1 | unsigned{process.owes_barrier});
    for (const Value value : process.registers) {
      words_.push_back(static_cast<std::uint64_t>(value));
    }
    for (const Dependency& dependency : process.dependencies) dependency.append_to(words_);
  }
  if (!known_.insert(hash_state(words_)).second) return false;
  explored_.is_complete = ++explored_.states < most_states_;
  return true;
}

template <typename Memory>
void Exploration<Memory>::note_final(const State& state) {
  FinalState values;
  for (unsigned location = 0; location < test_.locations.size(); ++location) {
    values.push_back(
        static_cast<Value>(state.memory.value(location, state.memory.latest(location))));
  }
  for (const Running& process : state.processes) {
    values.insert(values.end(), process.registers.begin(), process.registers.end());
  }
  if (holds(test_, test_.filter, values)) explored_.finals.insert(std::move(values));
}

// Up to the next instruction that other processes can notice.
template <typename Memory>
void Exploration<Memory>::settle(State& state, unsigned process) const {
  constexpr unsigned kMostInstructions = 10'000;
  unsigned made = 0;
  const Running& at = state.processes[process];
  while (!at.owes_barrier && !has_ended(state, process) && make_local(state, process)) {
    if (++made == kMostInstructions) {
      throw Unsupported(fmt::format("{}: process {} loops without an access", test_.name, process));
    }
  }
  if (!has_ended(state, process)) return;
  state.memory.finish(process);
  for (Dependency& dependency : state.processes[process].dependencies) dependency = {};
}

// False, and nothing done, if others can notice the instruction.
template <typename Memory>
bool Exploration<Memory>::make_local(State& state, unsigned process) const {
  Running& at = state.processes[process];
  const Instruction& instruction = test_.processes[process].code[at.next];
  switch (instruction.action) {
    case Action::kAssign:
      assign(state, process, instruction, evaluate_in(state, process, instruction.value),
             dependency_of(state, process, instruction.value));
      ++at.next;
      return true;
    case Action::kBranch:
      at.next = evaluate_in(state, process, instruction.value) ? at.next + 1 : instruction.target;
      return true;
    case Action::kJump:
      at.next = instruction.target;
      return true;
    case Action::kFence:
      if (Memory::kFencesAreSteps && instruction.fence == Fence::kFull) return false;
      state.memory.fence(process, instruction.fence);
      ++at.next;
      return true;
    case Action::kRead:
    case Action::kWrite:
    case Action::kUpdate:
    case Action::kLock:
    case Action::kTryLock:
    case Action::kUnlock:
    case Action::kRcuReadLock:
    case Action::kRcuReadUnlock:
    case Action::kSynchronizeBegin:
    case Action::kSynchronizeEnd:
    case Action::kWakeUp:
    case Action::kSchedule:
      return false;
  }
  return false;
}

namespace {

// Races only matter to tests that have plain accesses.
bool has_plain_accesses(const Test& test) {
  for (const Process& process : test.processes) {
    for (const Instruction& instruction : process.code) {
      const bool is_access =
          instruction.action == Action::kRead || instruction.action == Action::kWrite;
      if (is_access && instruction.order == Order::kPlain) return true;
    }
  }
  return false;
}

std::vector<std::uint64_t> initial_values(const Test& test) {
  std::vector<std::uint64_t> values;
  for (const Location& location : test.locations) {
    values.push_back(static_cast<std::uint64_t>(location.initial));
  }
  return values;
}

template <typename Memory>
Explored explore_on(const Test& test, Memory memory, const ExploreOptions& options) {
  return Exploration<Memory>(test, std::move(memory), options.most_states).run();
}

// A view counts messages up to a limit, which a loop of writes can exceed.
template <unsigned kLocations>
Explored explore_on_views(const Test& test, bool watches_races, const ExploreOptions& options) try {
  const auto tasks = static_cast<unsigned>(test.processes.size());
  Explored explored = explore_on(test,
                                 ViewMachine<kLocations>(initial_values(test), tasks,
                                                         {.any_coherence = options.any_coherence,
                                                          .watches_races = watches_races}),
                                 options);
  explored.looks_for_races = watches_races;
  return explored;
} catch (const std::length_error& error) {
  throw Unsupported(fmt::format("{}: {}", test.name, error.what()));
}

// On the smallest machine that has room.
Explored explore_on_views(const Test& test, const ExploreOptions& options) {
  constexpr std::size_t kMost = 64;
  const std::size_t locations = test.locations.size();
  std::size_t needed = locations;
  if (has_plain_accesses(test)) needed = locations * (test.processes.size() + 1);
  const bool watches_races = needed != locations && needed <= kMost;
  if (!watches_races) needed = locations;
  if (needed > kMost) {
    throw Unsupported(fmt::format("{}: {} locations, and no more than {} fit into a view",
                                  test.name, needed, kMost));
  }
  if (needed <= 8) return explore_on_views<8>(test, watches_races, options);
  if (needed <= 16) return explore_on_views<16>(test, watches_races, options);
  return explore_on_views<kMost>(test, watches_races, options);
}

}  // namespace

std::string_view name_of(Model model) {
  switch (model) {
    case Model::kSc:
      return "sc";
    case Model::kTso:
      return "tso";
    case Model::kLkmm:
      return "lkmm";
  }
  return "";
}

Explored explore(const Test& test, const ExploreOptions& options) {
  const auto tasks = static_cast<unsigned>(test.processes.size());
  Explored explored;
  switch (options.model) {
    case Model::kSc:
      explored = explore_on(test, SequentialMachine(initial_values(test), tasks), options);
      explored.looks_for_races = false;
      break;
    case Model::kTso:
      explored = explore_on(test, TsoMachine(initial_values(test), tasks), options);
      explored.looks_for_races = false;
      break;
    case Model::kLkmm:
      explored = explore_on_views(test, options);
      break;
  }
  explored.looks_for_races |= !has_plain_accesses(test);  // then there are none
  return explored;
}

}  // namespace lockstep::litmus
