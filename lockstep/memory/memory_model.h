// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>

#include "lockstep/memory/race_detector.h"
#include "lockstep/memory/request.h"

namespace lockstep {

/// Is told of the plain accesses of the task that runs, before it makes them.
class PlainAccessSink {
 public:
  /// Any size. The address may be any that the task has come upon.
  virtual void on_plain(AccessKind kind, const volatile void* address, std::size_t size) = 0;

 protected:
  ~PlainAccessSink() = default;
};

/// Makes a marked access by the function of `model` that is for it.
template <typename Model>
[[gnu::always_inline]] inline unsigned long perform_on(Model& model, const Request& request) {
  if (request.action() == LOCKSTEP_LOAD) return model.load(request);
  if (request.action() != LOCKSTEP_STORE) return model.update(request);
  model.store(request);
  return 0;
}

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
  unsigned long perform(const Request& request) { return perform_on(*this, request); }

  virtual unsigned long load(const Request& request) = 0;
  virtual void store(const Request& request) = 0;
  /// An atomic read-modify-write, which may turn out to be no more than a read; see stores().
  virtual unsigned long update(const Request& request) = 0;
  /// A barrier of this order, one of the compiler's __ATOMIC_ constants.
  virtual void fence(int order) = 0;

  /// The task makes a plain access by itself. Any size.
  virtual void plain(AccessKind kind, const volatile void* address, std::size_t size) = 0;

  /// Writes down what the races to come depend on, besides the values in memory; nothing if they
  /// are not watched for.
  virtual void write_state(TaskSet unfinished, RaceState& state) const = 0;
};

}  // namespace lockstep
