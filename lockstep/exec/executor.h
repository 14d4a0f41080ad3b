// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <pthread.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "kernel/abi/implementation.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/crash_guard.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/operation_source.h"
#include "lockstep/exec/race_buffer.h"
#include "lockstep/exec/race_history.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/exec/shared_objects.h"
#include "lockstep/exec/state_words.h"
#include "lockstep/exec/static_objects.h"
#include "lockstep/exec/step_history.h"
#include "lockstep/exec/trace.h"
#include "lockstep/exec/uninitialised.h"
#include "lockstep/memory/race_detector.h"
#include "lockstep/memory/unused_stack.h"
#include "lockstep/program/operation.h"
#include "lockstep/program/program.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// Runs programs on implementations and observes them. Executions of all implementations use the
/// same objects at the same addresses. At most one Executor exists at a time: it is the engine that
/// the C hooks of kernel/abi/engine.h lead to.
class Executor final : private CrashGuard::Client, private RaceSink {
 public:
  Executor();
  ~Executor() override;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Runs the program under the scheduler's choices; the program's own schedule is not looked at.
  /// Overwrites `observation`, and `trace` if it is given. Without a trace, allocates nothing
  /// once the observation's vectors have grown. The implementation supports every operation of the
  /// program: nobody looks again, but a crash for that reason is an std::logic_error.
  void run(const Program& program, const lockstep_implementation& implementation,
           Scheduler& scheduler, Observation& observation, Trace* trace = nullptr);

  /// The same with tasks that do what the source says, and nothing of what the program says.
  void run_open(const Program& start, OperationSource& source,
                const lockstep_implementation& implementation, Scheduler& scheduler,
                Observation& observation);

  /// While an execution runs: whether the contract permits that the task makes this operation now.
  bool may_make(unsigned task, const Operation& operation) const;

  /// While an execution runs: what the task holds, and whether it is between operations.
  const Holdings& holdings(unsigned task) const { return states_[task].holdings; }
  bool is_idle(unsigned task) const { return states_[task].idle; }
  TaskSet asleep() const { return engine_.asleep(); }
  bool holds_anything(unsigned task) const;

  /// What variables of operations that were never written hold from now on.
  void set_uninitialised(Uninitialised what) { uninitialised_ = what; }
  Uninitialised uninitialised() const { return uninitialised_; }

  /// For schedulers: what the task is about to do, as far as that is known; see
  /// Engine::announced().
  Step announced(unsigned task) const { return engine_.announced(task); }
  /// Whether that is a look of the caller's; see Looks::kAsSteps.
  bool is_looking(unsigned task) const { return states_[task].looking; }

  /// The executor that exists, or null.
  static Executor* instance() { return instance_; }

  /// From now on, executions keep what write_state() needs, which makes them slower, and are not
  /// watched for data races: those depend on how a state was reached. With values, in full and not
  /// as hashes.
  /// With races, they are watched for after all, and append_race_state() is right, too.
  enum class Watch : std::uint8_t { kNothing, kStates, kStatesAndValues, kStatesAndRaces };
  void watch(Watch what);

  /// When callers look at what a call has left (counts, sequences) and at the protected data: as
  /// soon as it returns, before any other task comes, or in steps of their own. Nobody promises a
  /// caller the former; it only makes executions short. So when the sides of a comparison take
  /// different steps, what one shows at once counts as shown if the other can show it in its own
  /// time.
  enum class Looks : std::uint8_t { kAtOnce, kAsSteps };
  void look(Looks looks) { looks_ = looks; }

  /// The same for schedulers, in the middle of an execution that began without: write_state() is
  /// right once every operation that was in progress then has returned.
  void watch_from_here() { watches_states_ = observes_steps_ = true; }

  /// Whether executions are watched for data races, now and in this build.
  bool watches_races() const { return lockstep::watches_races() && !ignores_races_; }

  /// How much is done in the executions that follow. A quick one is watched for races by
  /// ThreadSanitizer alone, which misses some and reports some that are none, and what it reads
  /// that it never wrote is not filled. So whatever it shows has to be shown again by a full one
  /// under the same schedule before it counts.
  enum class Effort : std::uint8_t { kFull, kQuick };
  void set_effort(Effort effort) { effort_ = effort; }

  /// Races that ThreadSanitizer has reported, and those of them that our own detector has not seen
  /// where it watched.
  std::uint64_t reported_races() const { return reported_races_; }
  std::uint64_t races_only_reported() const { return races_only_reported_; }

  /// Executions that made so many accesses, or had so many races, that some were lost.
  std::uint64_t executions_with_lost_races() const { return executions_with_lost_races_; }

  /// While it exists, executions are not watched for data races, unless `watched`: each race
  /// that is seen takes time, and memory for good, so not where nobody asks. Does nothing in builds
  /// that watch for none.
  class RacesIgnored {
   public:
    explicit RacesIgnored(Executor& executor, bool watched = false)
        : executor_(executor), before_(executor.ignores_races_) {
      executor_.ignores_races_ |= !watched;
    }
    ~RacesIgnored() { executor_.ignores_races_ = before_; }
    RacesIgnored(const RacesIgnored&) = delete;
    RacesIgnored& operator=(const RacesIgnored&) = delete;

   private:
    Executor& executor_;
    const bool before_;
  };

  /// See Engine::OwnContext; for schedulers while they pick.
  Engine::OwnContext own_context() const { return Engine::OwnContext(engine_); }

  /// For schedulers, while they pick: writes down all that the rest of the execution depends on.
  void write_state(StateWords& words) const;

  /// The same for what only the data races to come depend on.
  void append_race_state(std::vector<std::uint64_t>& words) const {
    race_detector_.append_state(words);
  }

  /// If states were watched: whether the last execution made a step on memory that is neither among
  /// the shared objects nor a static variable of the implementation. Then write_state() missed it.
  bool touched_foreign_memory() const { return touched_foreign_memory_; }

  /// If states were watched: whether it made a step on a static variable of the implementation.
  bool touched_statics() const { return touched_statics_; }

  /// Steps of all executions so far, more or less: a measure of work that is the same everywhere.
  std::uint64_t work() const { return engine_.progress(); }

  /// What the hooks do, on behalf of the running task. True if on_read() wants to know about the
  /// value. The second one is called if observes_steps().
  bool on_step(const volatile void* object, lockstep_access kind) {
    return engine_.step(object, kind);
  }
  bool on_observed_step(const volatile void* object, lockstep_access kind);
  bool observes_steps() const { return observes_steps_; }

  /// The one place that decides what a read returns. Sequential consistency: the latest write.
  unsigned long on_read(unsigned long latest) {
    note_value(running(), latest);
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
  /// ThreadSanitizer reports a race: a second opinion, which is held against our own.
  void on_reported_race(const RacingAccess& a, const RacingAccess& b);
  /// Somebody is about to end the process. Does not return if that is the running task.
  void end_task_for_exit() {
    if (may_crash()) crash(CrashKind::kExit);
  }
  /// The last thing that a hook does: fills the unused part of the stack, if that is asked for.
  void leave_stack() const {
    if (fills_stacks()) fill_unused_stack(filling_of(uninitialised_));
  }
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
    bool idle = true;         // in none
    bool looking = false;     // about to look at what it has left
    bool ending = false;      // gives back what it still holds
    bool slept = false;       // what happened during it
    std::uint32_t woken = 0;
    StepHistory history;    // of what it saw during it; if states are watched
    bool saw_task = false;  // and whether the address of a task was among that

    void restart();
    void end_operation();
  };

  bool fills_stacks() const { return uninitialised_ != Uninitialised::kAsLeft; }
  bool fills_before_operations() const { return effort_ == Effort::kFull || fills_stacks(); }

  static void task_body(void* self, unsigned task);
  void run_task(unsigned task);
  void make_as_told(unsigned task);
  void make(unsigned task, const Operation& operation);
  void step_to_look(unsigned task);
  void wait_to_look(unsigned task, const Operation& operation, const CallResult& result);
  template <OperationCode code>
  void make_code(unsigned task, const Operation& given);
  OperationRecord& add_record(unsigned task, const Operation& operation);
  void observe(unsigned task, const Operation& operation, CallResult result);
  void reset(const Program& program, const lockstep_implementation& implementation,
             Observation& observation, Trace* trace);
  void finish(End end);
  void expect_supported() const;
  void trace_begin(unsigned task, const Operation& operation);
  void trace_step(const volatile void* object, lockstep_access kind);
  void note_seen(unsigned task, const volatile void* object, lockstep_access kind);
  void begin_history(unsigned task, const Operation& operation);
  void note_plain_fields(unsigned task, const Operation& operation);
  void note_value(unsigned task, unsigned long value);
  void write_task(unsigned task, TaskWords& words) const;
  static void write_operation(const TaskState& state, TaskWords& words);
  void trace_value(unsigned long value);
  void add_event(TraceEventKind kind, unsigned task, std::size_t record);

  // RaceSink
  void on_race(const Access& earlier, const Access& later, const void* address) override;
  void on_dependent_store(const Access& earlier, const Access& later, const void* address) override;
  void on_access(std::uint32_t number) override;
  RacingAccess racing(const Access& access, const void* address) const;

  // CrashGuard::Client
  bool may_crash() const override {
    return engine_.in_task() && pthread_equal(pthread_self(), thread_) != 0;
  }
  bool is_stack_overflow(const void* address) const override {
    return engine_.overflowed_stack(address);
  }
  bool is_in_task() const override { return engine_.in_task(); }
  // ThreadSanitizer takes its time for each race.
  std::uint64_t progress() const override { return engine_.progress() + reported_races_; }
  void stop_at_next_access() override;
  [[noreturn]] void crash(CrashKind kind) override;

  const pthread_t thread_ = pthread_self();  // that tasks run on
  UnwatchedThread unwatched_;
  Engine engine_;
  ObjectsPtr objects_;
  std::array<task_struct*, kMaxTasks> tasks_;
  std::array<TaskState, kMaxTasks> states_;
  Configuration configuration_;
  const Program* program_ = nullptr;
  OperationSource* source_ = nullptr;  // what tasks do instead of the program's operations
  const lockstep_implementation* implementation_ = nullptr;
  const StaticObjects* statics_ = nullptr;  // of the implementation
  Observation* observation_ = nullptr;
  RaceDetector race_detector_;
  RaceBuffer races_;
  RacingPairs dependent_stores_;          // would race, but for a control dependency
  std::vector<CallStack> access_stacks_;  // by number, if there is a trace
  RaceHistory race_history_;
  std::uint64_t reported_races_ = 0;       // by ThreadSanitizer
  std::uint64_t races_only_reported_ = 0;  // of these
  std::uint64_t executions_with_lost_races_ = 0;
  Trace* trace_ = nullptr;
  Watch watch_ = Watch::kNothing;
  Looks looks_ = Looks::kAtOnce;
  Uninitialised uninitialised_ = Uninitialised::kAsLeft;
  bool ignores_races_ = false;
  Effort effort_ = Effort::kFull;
  bool watches_states_ = false;
  bool observes_steps_ = false;  // for a trace, to watch states, or to fill stacks
  bool touched_foreign_memory_ = false;
  bool touched_statics_ = false;
  bool program_has_fault_ = false;  // looked at if states are watched
  CrashKind crash_kind_ = CrashKind::kNone;
  CrashGuard guard_;

  static inline Executor* instance_ = nullptr;
};

}  // namespace lockstep
