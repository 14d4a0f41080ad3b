// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <pthread.h>

#include <array>
#include <cstdint>
#include <optional>

#include "kernel/abi/implementation.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/crash_guard.h"
#include "lockstep/exec/engine_hooks.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/operation_source.h"
#include "lockstep/exec/race_recorder.h"
#include "lockstep/exec/shared_objects.h"
#include "lockstep/exec/state_recorder.h"
#include "lockstep/exec/static_objects.h"
#include "lockstep/exec/task_state.h"
#include "lockstep/exec/tracer.h"
#include "lockstep/exec/uninitialised.h"
#include "lockstep/memory/heap.h"
#include "lockstep/memory/redirected_functions.h"
#include "lockstep/memory/sequential_memory.h"
#include "lockstep/memory/unused_stack.h"
#include "lockstep/program/operation.h"
#include "lockstep/program/program.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// Runs programs on implementations and observes them. Executions of all implementations use the
/// same objects at the same addresses. At most one Executor exists at a time: the engine that the
/// C functions of kernel/abi/engine.h lead to on the thread that made it.
///
/// It makes the operations of a program and records what they return. What else there is to an
/// execution has a class of its own: who goes next (Engine), data races (RaceRecorder), what the
/// rest depends on (StateRecorder), what happened in order (Tracer), crashes (CrashGuard).
class Executor final : public EngineHooks,
                       private CrashGuard::Client,
                       private PlainAccessSink,
                       private AllocationHandler {
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
  /// The place of the operation that it is in, or makes next, among those that it makes.
  std::uint32_t operation_index(unsigned task) const { return states_[task].index; }
  TaskSet asleep() const { return engine_.asleep(); }
  TaskSet spinning() const { return engine_.spinning(); }
  bool holds_anything(unsigned task) const;

  /// What variables of operations that were never written hold from now on.
  void set_uninitialised(Uninitialised what) { uninitialised_ = what; }
  Uninitialised uninitialised() const { return uninitialised_; }

  /// For schedulers: what the task is about to do, as far as that is known; see
  /// Engine::announced().
  Step announced(unsigned task) const { return engine_.announced(task); }
  /// Whether that is a look of the caller's; see Looks::kAsSteps.
  bool is_looking(unsigned task) const { return states_[task].looking; }

  /// Whether there is an Executor in this process.
  static bool exists() { return exists_; }

  /// From now on, executions keep what write_state() needs, which makes them slower, and are not
  /// watched for data races: those depend on how a state was reached. With values, what tasks see
  /// is kept in full and not as hashes. With races, they are watched for after all, and are
  /// part of states.
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
  void watch_from_here() {
    watches_states_ = observes_steps_ = true;
    memory_.tell_plain_accesses(*this);
  }

  /// Whether executions are watched for data races, now and in this build.
  bool watches_races() const { return lockstep::watches_races() && !ignores_races_; }

  /// How much is done in the executions that follow. A quick one is watched for races by
  /// ThreadSanitizer alone, if that is there, which misses some and reports some that are none, and
  /// what it reads that it never wrote is not filled. So whatever it shows has to be shown again by
  /// a full one under the same schedule before it counts.
  enum class Effort : std::uint8_t { kFull, kQuick };
  void set_effort(Effort effort) { effort_ = effort; }

  /// The data races of the executions so far, and what the rest of the running one depends on.
  RaceRecorder& races() { return races_; }
  const RaceRecorder& races() const { return races_; }
  const StateRecorder& states() const { return state_recorder_; }

  /// While it exists, executions are not watched for data races, unless `watched`: each race that
  /// is seen takes time, and memory for good. Does nothing in builds that watch for none.
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

  /// For schedulers, while they pick: writes down all that the rest of the execution depends on,
  /// data races too if they are watched for.
  void write_state(StateWords& words) const {
    state_recorder_.write(observation_->warnings, words);
    memory_.write_state(engine_.unfinished(), words.races);
  }

  /// Steps of all executions so far, more or less: a measure of work that is the same everywhere.
  std::uint64_t work() const { return engine_.progress(); }

  lockstep_objects* objects() const { return objects_.get(); }

  // EngineHooks
  unsigned long on_request(const volatile void* object, lockstep_request form,
                           unsigned long operand, unsigned long expected,
                           int failure_order) override {
    const Request request = {object, form, operand, expected, failure_order};
    const bool repeats = request.is_step() && states_[running()].last.note(request);
    if (!observes_steps_ && !repeats) [[likely]] {
      if (request.is_step()) engine_.step(request.object, request.step());
      return perform(request);
    }
    const unsigned long before = observe_request(request, repeats);
    leave_stack();
    return before;
  }
  void on_fence(int order) override {
    memory_.fence(order);
    leave_stack();
  }
  void on_step(const volatile void* object, lockstep_access kind) override {
    states_[running()].last.forget();
    if (!observes_steps_) [[likely]]
      return engine_.step(object, kind);
    observe_step(object, kind);
    leave_stack();
  }
  void on_sleep() override {
    sleep();
    leave_stack();
  }
  bool on_wake(unsigned task) override {
    const bool slept = wake(task);
    leave_stack();
    return slept;
  }
  void on_warning(const lockstep_warning_site& site, const char* function) override {
    warn(site, function);
    leave_stack();
  }
  const volatile void* last_object() const override { return engine_.last_step().object(); }
  lockstep_seen seen() const override;
  void forget_since(const lockstep_seen& seen, unsigned place) override;
  void on_race(const RacingAccess& a, const RacingAccess& b) override {
    if (engine_.in_task()) races_.note_report(a, b);
  }
  void on_crash(CrashKind kind) override {
    if (may_crash()) crash(kind);
  }

 private:
  unsigned running() const { return engine_.running(); }

  // What the hooks do. Not inlined: what these leave on the stack is to be filled, too.
  [[gnu::noinline]] unsigned long observe_request(const Request& request, bool repeats);
  [[gnu::noinline]] void observe_step(const volatile void* object, lockstep_access kind);
  [[gnu::noinline]] void sleep();
  [[gnu::noinline]] bool wake(unsigned task);
  [[gnu::noinline]] void warn(const lockstep_warning_site& site, const char* function);

  // The last thing that a hook does: fills the unused part of the stack, if that is asked for.
  void leave_stack() const {
    if (fills_stacks()) fill_unused_stack(filling_of(uninitialised_));
  }
  bool fills_stacks() const { return uninitialised_ != Uninitialised::kAsLeft; }
  bool fills_before_operations() const { return effort_ == Effort::kFull || fills_stacks(); }

  // Only now does it count whether there is something: other tasks may have come before.
  unsigned long perform(const Request& request) {
    if (heap_.contains(request.object)) [[unlikely]]
      note_on_heap(request);
    return memory_.perform(request);
  }

  // Whether a repeated request leads back to where it was made before.
  bool spins(const Request& request);

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

  // PlainAccessSink
  void on_plain(AccessKind kind, const volatile void* address, std::size_t size) override;

  // AllocationHandler
  void* on_allocate(std::size_t size, std::size_t alignment) override;
  bool on_free(void* block) override;
  std::optional<std::size_t> size_of(void* block) override;
  void expect_allocated(const volatile void* address, std::size_t size);
  void note_on_heap(const Request& request);
  bool is_at_rest(End end) const;
  unsigned count_leaked() const;

  // CrashGuard::Client
  bool may_crash() const override {
    return engine_.in_task() && pthread_equal(pthread_self(), thread_) != 0;
  }
  bool is_stack_overflow(const void* address) const override {
    return engine_.overflowed_stack(address);
  }
  bool is_in_task() const override { return engine_.in_task(); }
  // ThreadSanitizer takes its time for each race.
  std::uint64_t progress() const override { return engine_.progress() + races_.reported(); }
  void stop_at_next_access() override;
  [[noreturn]] void crash(CrashKind kind) override;

  const pthread_t thread_ = pthread_self();  // that tasks run on
  UnwatchedThread unwatched_;
  Engine engine_;
  ObjectsPtr objects_;
  std::array<task_struct*, kMaxTasks> tasks_;
  TaskStates states_;
  Heap heap_;  // of the implementation
  RaceRecorder races_;
  SequentialMemory memory_;
  StateRecorder state_recorder_;
  Tracer tracer_;
  Configuration configuration_;
  const Program* program_ = nullptr;
  OperationSource* source_ = nullptr;  // what tasks do instead of the program's operations
  const lockstep_implementation* implementation_ = nullptr;
  const StaticObjects* statics_ = nullptr;  // of the implementation
  Observation* observation_ = nullptr;
  Watch watch_ = Watch::kNothing;
  Looks looks_ = Looks::kAtOnce;
  Uninitialised uninitialised_ = Uninitialised::kAsLeft;
  bool ignores_races_ = false;
  Effort effort_ = Effort::kFull;
  bool watches_states_ = false;
  CrashKind crash_kind_ = CrashKind::kNone;
  CrashGuard guard_;

  static inline bool exists_ = false;
};

}  // namespace lockstep
