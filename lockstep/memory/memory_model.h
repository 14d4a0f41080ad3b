// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lockstep/memory/race_detector.h"
#include "lockstep/memory/request.h"

namespace lockstep {

/// Answers the accesses that tasks make: what a read returns, what becomes of a write, and what is
/// ordered before what. It is told of every marked access by the request that the task makes, and
/// of plain accesses by the functions that instrumented code calls. The access is that of the task
/// that runs; when tasks take turns is not its business.
class MemoryModel {
 public:
  MemoryModel() = default;
  MemoryModel(const MemoryModel&) = delete;
  MemoryModel& operator=(const MemoryModel&) = delete;
  virtual ~MemoryModel() = default;

  /// An execution begins: nothing has happened yet.
  virtual void begin() = 0;
  /// It is over.
  virtual void end() = 0;

  /// Makes a marked access. The result is the value before, without a sign; 0 for a store. The
  /// object may be any address that a task has come upon: a bad one is a crash of that task.
  unsigned long perform(const Request& request) {
    switch (request.action()) {
      case LOCKSTEP_LOAD:
        return load(request);
      case LOCKSTEP_STORE:
        store(request);
        return 0;
      case LOCKSTEP_EXCHANGE:
      case LOCKSTEP_ADD:
      case LOCKSTEP_SUB:
      case LOCKSTEP_AND:
      case LOCKSTEP_OR:
      case LOCKSTEP_XOR:
      case LOCKSTEP_NAND:
      case LOCKSTEP_EXCHANGE_IF_EQUAL:
      case LOCKSTEP_EXCHANGE_IF_ANY:
      case LOCKSTEP_ADD_UNLESS:
      case LOCKSTEP_ADD_IF_CLEAR:
      case LOCKSTEP_ADD_IF_ABOVE:
      case LOCKSTEP_ADD_NOT_ZERO_LIMITED:
        return update(request);
    }
    return 0;
  }

  virtual unsigned long load(const Request& request) = 0;
  virtual void store(const Request& request) = 0;
  /// An atomic read-modify-write, which may turn out to be no more than a read; see stores().
  virtual unsigned long update(const Request& request) = 0;
  /// A barrier of this order, one of the compiler's __ATOMIC_ constants.
  virtual void fence(int order) = 0;

  /// The task makes a plain access by itself. Any size.
  virtual void plain(AccessKind kind, const volatile void* address, std::size_t size) = 0;

  /// Writes down what the races to come depend on, besides the values in memory.
  virtual void write_state(TaskSet unfinished, RaceState& state) const = 0;
};

}  // namespace lockstep
