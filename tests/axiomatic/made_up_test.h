// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "lockstep/litmus/test.h"
#include "tests/axiomatic/axiomatic.h"

// Litmus tests by hand, for unit tests.
namespace lockstep::litmus::axiomatic {

using Code = std::vector<Instruction>;

inline constexpr unsigned x = 0, y = 1, z = 2, w = 3;  ///< locations

inline Expression constant(Value value) { return {Operator::kConstant, value, {}}; }
inline Expression content(int index) { return {Operator::kRegister, index, {}}; }
inline Expression address_of(unsigned location) { return constant(kFirstAddress + location); }

inline Code action(Action action) { return {{.action = action}}; }

inline Code read(int result, unsigned from, Order order = Order::kRelaxed) {
  return {{.action = Action::kRead, .result = result, .address = address_of(from), .order = order}};
}

inline Code acquire(int result, unsigned from) { return read(result, from, Order::kAcquire); }

/// From the location whose address a register holds.
inline Code read_through(int result, int pointer) {
  return {{.action = Action::kRead, .result = result, .address = content(pointer)}};
}

inline Code write(unsigned to, Expression value, Order order = Order::kRelaxed) {
  return {{.action = Action::kWrite, .address = address_of(to), .value = value, .order = order}};
}

inline Code write(unsigned to, Value value) { return write(to, constant(value)); }
inline Code release(unsigned to, Value value) {
  return write(to, constant(value), Order::kRelease);
}

/// Adds 1. Without a result, it is the kernel's atomic_inc().
inline Code increment(int result, unsigned location, Order order) {
  return {{.action = Action::kUpdate,
           .result = result,
           .address = address_of(location),
           .value = constant(1),
           .order = order,
           .update = Update::kAdd,
           .gives = result == kNoRegister ? Result::kNone : Result::kBefore}};
}

/// cmpxchg(location, expected, value)
inline Code exchange_if(int result, unsigned location, Value expected, Value value, Order order) {
  return {{.action = Action::kUpdate,
           .result = result,
           .address = address_of(location),
           .value = constant(value),
           .expected = constant(expected),
           .order = order,
           .update = Update::kExchangeIfEqual,
           .gives = Result::kBefore}};
}

inline Code barrier(Fence fence) { return {{.action = Action::kFence, .fence = fence}}; }
inline Code mb() { return barrier(Fence::kFull); }
inline Code rmb() { return barrier(Fence::kRead); }
inline Code wmb() { return barrier(Fence::kWrite); }

inline Code lock(unsigned at) { return {{.action = Action::kLock, .address = address_of(at)}}; }
inline Code unlock(unsigned at) { return {{.action = Action::kUnlock, .address = address_of(at)}}; }
inline Code try_lock(int result, unsigned at) {
  return {{.action = Action::kTryLock, .result = result, .address = address_of(at)}};
}

inline Code reader_begin() { return action(Action::kRcuReadLock); }
inline Code reader_end() { return action(Action::kRcuReadUnlock); }
inline Code synchronize() {
  return {{.action = Action::kSynchronizeBegin}, {.action = Action::kSynchronizeEnd}};
}

/// Its registers are those that its instructions write to, and 0 at first.
inline Process process_of(const std::vector<Code>& parts) {
  Process process;
  for (const Code& part : parts)
    for (const Instruction& instruction : part) {
      process.code.push_back(instruction);
      while (static_cast<int>(process.registers.size()) <= instruction.result)
        process.registers.push_back("r" + std::to_string(process.registers.size()));
    }
  process.initial.resize(process.registers.size());
  return process;
}

/// Its locations are x, y, z and w, and 0 at first.
inline Test test_of(const std::vector<std::vector<Code>>& processes) {
  Test test;
  test.locations = {{"x"}, {"y"}, {"z"}, {"w"}};
  for (const std::vector<Code>& parts : processes) test.processes.push_back(process_of(parts));
  return test;
}

}  // namespace lockstep::litmus::axiomatic
