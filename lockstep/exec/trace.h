// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/abi/engine.h"
#include "lockstep/base/call_stack.h"
#include "lockstep/program/operation.h"

namespace lockstep {

/// One step of a traced execution.
struct StepRecord {
  std::uint8_t task = 0;
  std::uint8_t index = 0;  ///< of the operation it is part of
  lockstep_access access = LOCKSTEP_READ;
  std::string place;       ///< what was accessed, e.g. "vma 0 vm_refcnt"
  bool has_value = false;  ///< reads and updates: the value before
  std::uint64_t value = 0;
  CallStack call_stack = {};
};

enum class TraceEventKind : std::uint8_t { kBegin, kStep, kReturn, kSleep, kWake, kWarning };

/// Something that happened in an execution.
struct TraceEvent {
  TraceEventKind kind = TraceEventKind::kStep;
  std::uint8_t task = 0;   ///< who did it
  std::uint8_t index = 0;  ///< of the operation it is part of
  /// kBegin: index into operations. kStep: into steps. kReturn: into Observation::operations.
  /// kWarning: into Observation::warnings. kWake: the task that was woken.
  std::size_t record = 0;
};

/// Everything that happened in an execution, in order. Only replays are traced.
struct Trace {
  std::vector<Operation> operations;  ///< that began, in order
  std::vector<StepRecord> steps;
  std::vector<TraceEvent> events;
  CallStack crash = {};  ///< where it crashed, if it did and that can be told
};

}  // namespace lockstep
