// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "lockstep/exec/step_history.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/state_explorer.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// What runs and explores a Model; see there. Its state is that of its objects and, for each task,
/// everything that its steps have returned.
class ModelEngine final : private Machine {
 public:
  /// Something that tasks share.
  class Object {
   public:
    explicit Object(ModelEngine& engine) : engine_(engine) { engine.objects_.push_back(this); }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    /// Back to how it starts.
    virtual void reset() = 0;
    /// Equal for equal states.
    virtual std::uint64_t state() const = 0;

   protected:
    ~Object() = default;

    /// For tasks. Other tasks may run before this returns.
    void step(lockstep_access kind) const { engine_.step(this, kind); }
    void note_seen(std::uint64_t value) const { engine_.note_seen(value); }
    /// The object has changed: who awaits something looks again.
    void wrote() { engine_.wake_awaiting(); }
    void sleep() { engine_.engine_.sleep(); }
    void wake(unsigned task) { engine_.engine_.wake(task); }
    unsigned current_task() const { return engine_.engine_.running(); }

   private:
    ModelEngine& engine_;
  };

  /// Called at the end of an execution with its choices, and whether tasks are left that sleep.
  using OnEnd = std::function<void(const Path&, bool hangs)>;

  ModelEngine();

  void add_task(std::function<void()> body);
  void await(const std::function<bool()>& condition);
  void explore(const ExploreLimits& limits, const OnEnd& on_end);

  const ExploreTotals& totals() const { return totals_; }
  const InterleavingCount& interleavings() const { return interleavings_; }

 private:
  /// What a task that calls await() is doing there.
  enum class Await : std::uint8_t { kNo, kLooks, kLooksAtOldValues, kSleeps };

  struct Task {
    std::function<void()> body;
    StepHistory history;
    Await await = Await::kNo;
  };

  static void task_body(void* self, unsigned task);
  void step(const Object* object, lockstep_access kind);
  void note_seen(std::uint64_t value);
  void wake_awaiting();

  // Machine
  void run(Scheduler& scheduler) override;
  void append_state(std::vector<std::uint64_t>& words) const override;
  OutcomeDigest take_shown() override { return {}; }
  OutcomeDigest take_shown_at_end() override { return {}; }

  Engine engine_;
  StepLog log_;
  std::vector<Object*> objects_;
  std::vector<Task> tasks_;
  const OnEnd* on_end_ = nullptr;
  ExploreTotals totals_;
  InterleavingCount interleavings_;
};

}  // namespace lockstep
