// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>

#include "lockstep/litmus/exploration.h"

// What instructions that others can notice do: the states that each can lead to. Included once.
namespace lockstep::litmus {

template <typename Memory>
Value Exploration<Memory>::evaluate_in(const State& state, unsigned process,
                                       const Expression& expression) const {
  return evaluate(expression, state.processes[process].registers);
}

// Of an address, and of what becomes part of one later: what was read to compute it.
template <typename Memory>
auto Exploration<Memory>::dependency_of(const State& state, unsigned process,
                                        const Expression& expression) const -> Dependency {
  if (expression.op == Operator::kRegister) {
    return state.processes[process].dependencies[static_cast<std::size_t>(expression.value)];
  }
  Dependency dependency;
  for (const Expression& operand : expression.operands) {
    dependency |= dependency_of(state, process, operand);
  }
  return dependency;
}

template <typename Memory>
unsigned Exploration<Memory>::location_of(const State& state, unsigned process,
                                          const Instruction& instruction) const {
  const Value location = evaluate_in(state, process, instruction.address) - kFirstAddress;
  if (location < 0 || location >= static_cast<Value>(test_.locations.size())) {
    throw Unsupported(
        fmt::format("{}: process {} follows a pointer to no location", test_.name, process));
  }
  return static_cast<unsigned>(location);
}

template <typename Memory>
auto Exploration<Memory>::operands_of(const State& state, unsigned process,
                                      const Instruction& instruction) const -> Operands {
  return {location_of(state, process, instruction),
          dependency_of(state, process, instruction.address),
          evaluate_in(state, process, instruction.value),
          evaluate_in(state, process, instruction.expected)};
}

template <typename Memory>
void Exploration<Memory>::assign(State& state, unsigned process, const Instruction& instruction,
                                 Value value, const Dependency& dependency) const {
  if (instruction.result == kNoRegister) return;
  const auto at = static_cast<std::size_t>(instruction.result);
  state.processes[process].registers[at] = value;
  if (uses_pointers_) state.processes[process].dependencies[at] = dependency;
}

template <typename Memory>
void Exploration<Memory>::add(State state, unsigned process) {
  ++state.processes[process].next;
  settle(state, process);
  successors_.push_back(std::move(state));
}

template <typename Memory>
void Exploration<Memory>::add_successors(const State& state, unsigned process) {
  if (state.processes[process].owes_barrier) return add_barrier(state, process);
  const Instruction& instruction = test_.processes[process].code[state.processes[process].next];
  switch (instruction.action) {
    case Action::kRead:
      return add_reads(state, process, instruction);
    case Action::kWrite:
      return add_writes(state, process, instruction);
    case Action::kUpdate:
      add_updates(state, process, instruction);
      return add_failed_updates(state, process, instruction);
    case Action::kFence: {
      State next = state;
      next.memory.fence(process, instruction.fence);
      return add(std::move(next), process);
    }
    case Action::kLock:
    case Action::kTryLock:
    case Action::kUnlock:
      return add_locked(state, process, instruction);
    case Action::kRcuReadLock:
    case Action::kRcuReadUnlock:
    case Action::kSynchronizeBegin:
    case Action::kSynchronizeEnd:
      return add_rcu(state, process, instruction);
    case Action::kWakeUp:
      return add_woken(state, process, instruction);
    case Action::kSchedule:
      return add_scheduled(state, process, instruction);
    case Action::kAssign:
    case Action::kBranch:
    case Action::kJump:
      return;  // no process rests there
  }
}

template <typename Memory>
void Exploration<Memory>::add_barrier(State state, unsigned process) {
  state.processes[process].owes_barrier = false;
  state.memory.fence(process, Fence::kFull);
  settle(state, process);
  successors_.push_back(std::move(state));
}

template <typename Memory>
void Exploration<Memory>::add_reads(const State& state, unsigned process,
                                    const Instruction& instruction) {
  const unsigned location = location_of(state, process, instruction);
  const Dependency address = dependency_of(state, process, instruction.address);
  for (const unsigned position : state.memory.readable(process, location, address)) {
    State next = state;
    const auto value = static_cast<Value>(next.memory.value(location, position));
    const Dependency read =
        next.memory.read(process, location, position, instruction.order, address);
    assign(next, process, instruction, value, read);
    add(std::move(next), process);
  }
}

template <typename Memory>
void Exploration<Memory>::add_writes(const State& state, unsigned process,
                                     const Instruction& instruction) {
  const auto [location, address, value, unused] = operands_of(state, process, instruction);
  for (const unsigned position : state.memory.writable(process, location, address)) {
    State next = state;
    next.memory.write(process, location, position, static_cast<std::uint64_t>(value),
                      instruction.order, address);
    add(std::move(next), process);
  }
}

template <typename Memory>
void Exploration<Memory>::add_updates(const State& state, unsigned process,
                                      const Instruction& instruction) {
  const auto [location, address, operand, expected] = operands_of(state, process, instruction);
  const bool is_full = instruction.order == Order::kFull;
  State before = state;
  if (is_full) before.memory.fence(process, Fence::kFull);
  for (const unsigned position : before.memory.updatable(process, location, address)) {
    const auto old = static_cast<Value>(before.memory.value(location, position));
    const Updated updated = update(instruction.update, old, operand, expected);
    if (!updated.is_stored) continue;
    State next = before;
    const Dependency read =
        next.memory.update(process, location, position, static_cast<std::uint64_t>(updated.after),
                           instruction.order, address, instruction.gives != Result::kNone);
    if (is_full && Memory::kBarriersBehindUpdatesAreSteps) {
      next.processes[process].owes_barrier = true;
    } else if (is_full) {
      next.memory.fence(process, Fence::kFull);
    }
    assign(next, process, instruction, result_of(instruction.gives, old, updated), read);
    add(std::move(next), process);
  }
}

// Then it is a relaxed read, of any message with which it fails.
template <typename Memory>
void Exploration<Memory>::add_failed_updates(const State& state, unsigned process,
                                             const Instruction& instruction) {
  const auto [location, address, operand, expected] = operands_of(state, process, instruction);
  State before = state;
  if (Memory::kFailedUpdatesAreBarriers) before.memory.fence(process, Fence::kFull);
  for (const unsigned position : before.memory.readable(process, location, address)) {
    const auto old = static_cast<Value>(before.memory.value(location, position));
    const Updated updated = update(instruction.update, old, operand, expected);
    if (updated.is_stored) continue;
    State next = before;
    const Dependency read = next.memory.read(process, location, position, Order::kRelaxed, address);
    assign(next, process, instruction, result_of(instruction.gives, old, updated), read);
    add(std::move(next), process);
  }
}

template <typename Memory>
void Exploration<Memory>::add_locked(const State& state, unsigned process,
                                     const Instruction& instruction) {
  const unsigned location = location_of(state, process, instruction);
  State next = state;
  if (instruction.action == Action::kUnlock) {
    next.memory.unlock(process, location, 0);
    return add(std::move(next), process);
  }
  if (state.memory.value(location, state.memory.latest(location)) == 0) {
    next.memory.lock(process, location, 1);
    assign(next, process, instruction, 1, {});
    add(std::move(next), process);
  }
  if (instruction.action == Action::kLock) return;
  for (const unsigned position : state.memory.readable(process, location, {})) {
    if (state.memory.value(location, position) == 0) continue;
    State failed = state;
    const Dependency read = failed.memory.read(process, location, position, Order::kRelaxed, {});
    assign(failed, process, instruction, 0, read);
    add(std::move(failed), process);
  }
}

template <typename Memory>
void Exploration<Memory>::add_rcu(State state, unsigned process, const Instruction& instruction) {
  Running& at = state.processes[process];
  if (instruction.action == Action::kRcuReadLock) {
    if (at.reader_depth++ == 0) state.memory.enter_reader(process);
  } else if (instruction.action == Action::kRcuReadUnlock) {
    if (at.reader_depth == 0) return;  // it never gets further
    if (--at.reader_depth == 0) {
      state.memory.leave_reader(process);
      for (Running& other : state.processes) other.waits_for &= ~(1u << process);
    }
  } else if (instruction.action == Action::kSynchronizeBegin) {
    state.memory.begin_grace_period(process);
    for (unsigned other = 0; other < state.processes.size(); ++other) {
      if (state.processes[other].reader_depth > 0) at.waits_for |= 1u << other;
    }
  } else {
    if (at.waits_for != 0) return;
    state.memory.end_grace_period(process);
  }
  add(std::move(state), process);
}

// try_to_wake_up(): a full barrier by its lock, and then the task's state changes unless it runs.
template <typename Memory>
void Exploration<Memory>::add_woken(State state, unsigned process, const Instruction& instruction) {
  const unsigned location = location_of(state, process, instruction);
  state.memory.fence(process, Fence::kFull);
  const unsigned latest = state.memory.latest(location);
  if (state.memory.value(location, latest) != 0) {
    state.memory.update(process, location, latest, 0, Order::kRelease, {});
  }
  add(std::move(state), process);
}

template <typename Memory>
void Exploration<Memory>::add_scheduled(State state, unsigned process,
                                        const Instruction& instruction) {
  const unsigned location = location_of(state, process, instruction);
  const unsigned latest = state.memory.latest(location);
  if (state.memory.value(location, latest) != 0) return;
  state.memory.read(process, location, latest, Order::kAcquire, {});
  state.memory.fence(process, Fence::kFull);
  add(std::move(state), process);
}

}  // namespace lockstep::litmus
