// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "kernel/abi/implementation.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/calls.h"
#include "lockstep/exec/crash_guard.h"
#include "lockstep/exec/engine.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/exec/step_history.h"
#include "lockstep/exec/trace.h"
#include "lockstep/program/contract.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// Reports of races that one execution keeps; more are dropped.
inline constexpr std::size_t kMaxRaces = 64;

/// Runs programs on implementations and observes them. Executions of all implementations use the
/// same objects at the same addresses. At most one Executor exists at a time: it is the engine that
/// the C hooks of kernel/abi/engine.h lead to.
class Executor final : private CrashGuard::Client {
 public:
  Executor();
  ~Executor() override;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Runs the program under the scheduler's choices; the program's own schedule is not looked at.
  /// Overwrites `observation`, and `trace` if it is given. Without a trace, allocates nothing
  /// once the observation's vectors have grown.
  void run(const Program& program, const lockstep_implementation& implementation,
           Scheduler& scheduler, Observation& observation, Trace* trace = nullptr);

  /// The executor that exists, or null.
  static Executor* instance() { return instance_; }

  /// From now on, executions keep what append_state() needs, which makes them slower. With
  /// `values`, in full and not as hashes.
  enum class Watch : std::uint8_t { kNothing, kStates, kStatesAndValues };
  void watch(Watch what);

  /// For schedulers, while they pick: appends all that the rest of the execution depends on, as
  /// words that are equal for equal states, whatever the addresses.
  void append_state(std::vector<std::uint64_t>& words) const;

  /// Whether the last execution made a step on memory that is not among the shared objects, such as
  /// a variable of the implementation's own: then append_state() missed it.
  bool touched_foreign_memory() const { return touched_foreign_memory_; }

  /// What the hooks do, on behalf of the running task.
  /// True if on_read() wants to know about the value.
  bool on_step(const volatile void* object, lockstep_access kind) {
    if (observes_steps_) [[unlikely]]
      return observed_step(object, kind);
    return engine_.step(object, kind);
  }

  /// The one place that decides what a read returns. Sequential consistency: the latest write.
  unsigned long on_read(unsigned long latest) {
    states_[running()].history.add(latest);
    trace_value(latest);
    return latest;
  }

  /// What the running task has seen in its operation, and to go back to that.
  lockstep_seen seen() const {
    return observes_steps_ ? states_[running()].history.mark() : lockstep_seen{};
  }
  void forget_since(const lockstep_seen& seen, unsigned place) {
    if (observes_steps_) states_[running()].history.go_back(seen, place);
  }

  /// The object of the running task's last step.
  const volatile void* last_object() const { return engine_.last_step().object(); }
  void on_sleep();
  bool on_wake(unsigned task);
  void on_warning(const lockstep_warning_site& site, const char* function);
  void on_race(const RacingAccess& a, const RacingAccess& b);
  lockstep_objects* objects() const { return objects_.get(); }
  task_struct* task(unsigned index) const { return tasks_[index]; }
  const Configuration& configuration() const { return configuration_; }
  unsigned running() const { return engine_.running(); }
  bool in_task() const { return engine_.in_task(); }

 private:
  /// What the executor keeps of a task during an execution.
  struct TaskState {
    Holdings holdings;
    Sections sections = {};
    Operation operation;      // that it is in
    std::uint32_t index = 0;  // of the operation that it is in
    bool started = false;
    bool slept = false;  // what happened during it
    std::uint32_t woken = 0;
    StepHistory history;  // of what it saw during it; if states are watched

    void restart();
    void end_operation();
  };

  static void task_body(void* self, unsigned task);
  void run_task(unsigned task);
  void make(unsigned task, const Operation& operation);
  template <OperationCode code>
  void make_code(unsigned task, const Operation& given);
  OperationRecord& add_record(unsigned task, const Operation& operation);
  void observe(unsigned task, const Operation& operation, CallResult result);
  void release_all(unsigned task);
  VmaFacts facts(unsigned vma) const;
  void reset(const Program& program, const lockstep_implementation& implementation,
             Observation& observation, Trace* trace);
  void finish(End end);
  void take_over_races();
  void trace_begin(unsigned task, const Operation& operation);
  bool observed_step(const volatile void* object, lockstep_access kind);
  void trace_step(const volatile void* object, lockstep_access kind);
  void note_seen(unsigned task, const volatile void* object, lockstep_access kind);
  void begin_history(unsigned task, const Operation& operation);
  void note_plain_fields(unsigned task, const Operation& operation);
  void append_task_state(unsigned task, std::vector<std::uint64_t>& words) const;
  void trace_value(unsigned long value);
  void add_event(TraceEventKind kind, unsigned task, std::size_t record);

  // CrashGuard::Client
  std::uint64_t progress() const override { return engine_.progress(); }
  bool may_crash() const override { return engine_.in_task(); }
  bool is_stack_overflow(const void* address) const override {
    return engine_.overflowed_stack(address);
  }
  [[noreturn]] void crash(CrashKind kind) override;

  UnwatchedThread unwatched_;
  Engine engine_;
  std::unique_ptr<lockstep_objects, void (*)(lockstep_objects*)> objects_;
  std::array<task_struct*, kMaxTasks> tasks_;
  std::array<TaskState, kMaxTasks> states_;
  Configuration configuration_;
  const Program* program_ = nullptr;
  const lockstep_implementation* implementation_ = nullptr;
  Observation* observation_ = nullptr;
  std::array<std::array<RacingAccess, 2>, kMaxRaces> races_;  // as ThreadSanitizer reports them
  std::size_t race_count_ = 0;
  Trace* trace_ = nullptr;
  Watch watch_ = Watch::kNothing;
  bool observes_steps_ = false;  // for a trace, or to watch states
  bool touched_foreign_memory_ = false;
  bool program_has_fault_ = false;  // looked at if states are watched
  CrashKind crash_kind_ = CrashKind::kNone;
  CrashGuard guard_;

  static inline Executor* instance_ = nullptr;
};

}  // namespace lockstep
