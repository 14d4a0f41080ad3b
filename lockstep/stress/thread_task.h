// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <setjmp.h>

#include <array>
#include <cstdint>
#include <vector>

#include "lockstep/exec/engine_hooks.h"
#include "lockstep/memory/thread_memory.h"
#include "lockstep/program/operation.h"
#include "lockstep/stress/crash_line.h"
#include "lockstep/stress/delays.h"
#include "lockstep/stress/thread_execution.h"
#include "lockstep/subject/call.h"

namespace lockstep {

/// One task of a program, played by whichever thread calls play(). What it showed is kept until it
/// plays again.
class ThreadTask final : public EngineHooks {
 public:
  /// Both must outlive the task.
  ThreadTask(ThreadExecution& execution, const CrashLine& crash_line, unsigned task);

  /// Runs the task to its end, or as far as it goes. May leave the implementation in the middle of
  /// a call.
  void play(const Delays& delays);

  /// The operations that returned, in order, as far as the task itself can tell what they did.
  const std::vector<OperationRecord>& operations() const { return operations_; }
  /// What it warned of, each once.
  const std::vector<WarningRecord>& warnings() const { return warnings_; }

  // EngineHooks
  unsigned long on_request(const volatile void* object, lockstep_request form,
                           unsigned long operand, unsigned long expected,
                           int failure_order) override;
  void on_fence(int order) override { memory_.fence(order); }
  void on_step(const volatile void* object, lockstep_access access) override;
  void on_sleep() override;
  bool on_wake(unsigned task) override { return execution_.wake(task); }
  void on_warning(const lockstep_warning_site& site, const char* function) override;
  const volatile void* last_object() const override { return last_object_; }
  lockstep_seen seen() const override { return {}; }
  void forget_since(const lockstep_seen& /*seen*/, unsigned /*place*/) override {}
  void on_race(const RacingAccess& a, const RacingAccess& b) override { execution_.add_race(a, b); }
  [[noreturn]] void on_crash(CrashKind kind) override { crash_line_.write(kind); }

 private:
  void restart(const Delays& delays);
  void run();
  void make(const Operation& operation);
  [[noreturn]] void leave();

  ThreadExecution& execution_;
  const CrashLine& crash_line_;
  const unsigned task_;
  std::array<task_struct*, kMaxTasks> tasks_;

  ThreadMemory memory_;
  Delays delays_;
  const volatile void* last_object_ = nullptr;
  std::uint32_t steps_ = 0;
  std::uint32_t index_ = 0;  // of the operation that it is in
  Holdings holdings_;
  Sections sections_ = {};
  std::vector<OperationRecord> operations_;
  std::vector<WarningRecord> warnings_;
  jmp_buf start_;  // where play() began
};

}  // namespace lockstep
