// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

#include "lockstep/explore/model_engine.h"

// Explores everything that a piece of concurrent C++ code can do. For example, store buffering
// under sequential consistency:
//
//   Model model;
//   Model::Atomic<int> x(model), y(model);
//   int a = 0, b = 0;
//   model.task([&] { x.store(1); a = y.load(); });
//   model.task([&] { y.store(1); b = x.load(); });
//   const auto all = model.explore([&] { return std::pair(a, b); });
//   // all.outcomes has (0, 1), (1, 0) and (1, 1) as keys; all.interleavings is 6.
namespace lockstep {

/// Tasks that share atomics, mutexes and condition variables, all of which are made before
/// exploring. Every operation on one of them is a step, and whatever else a task does depends on
/// nothing but what its own steps returned: tasks share nothing else, and set what they later use
/// or report. Most executions stop at a step, without unwinding: memory that a task has allocated
/// and not freed by then is lost. At most kMaxTasks tasks. Not thread-safe.
class Model {
 public:
  template <typename Value>
  class Atomic;
  class Mutex;
  class ConditionVariable;

  /// Everything that can happen.
  template <typename Outcome>
  struct Explored {
    ExploreTotals totals;
    InterleavingCount interleavings;   ///< exact, if totals.complete
    std::map<Outcome, Path> outcomes;  ///< of executions in which every task ends, with one such
    std::optional<Path> hang;          ///< choices after which some tasks sleep for ever
  };

  /// Adds a task. It begins anew in every execution.
  void task(std::function<void()> body) { engine_.add_task(std::move(body)); }

  /// For tasks: waits until `condition`, made of operations on atomics, is true. What a loop that
  /// looks again and again would do, without the endless executions.
  template <typename Condition>
  void await(const Condition& condition) {
    engine_.await(std::cref(condition));  // allocates nothing
  }

  /// Explores all interleavings. `outcome` is called when every task has ended; it may look at
  /// atomics (latest()), and at what tasks have set. Throws NotReproducible if tasks depend on
  /// anything else, NotExplorable if they can go on for ever.
  template <typename OutcomeFunction>
  auto explore(OutcomeFunction outcome, const ExploreLimits& limits = {}) {
    using Outcome = std::decay_t<std::invoke_result_t<OutcomeFunction>>;
    Explored<Outcome> explored;
    engine_.explore(limits, [&](const Path& path, bool hangs) {
      if (!hangs) {
        explored.outcomes.try_emplace(outcome(), path);
      } else if (!explored.hang) {
        explored.hang = path;
      }
    });
    explored.totals = engine_.totals();
    explored.interleavings = engine_.interleavings();
    return explored;
  }

 private:
  ModelEngine engine_;
};

/// A variable that tasks may access at the same time. Must live as long as the model is explored.
/// `Value` is an integer type, an enumeration or bool.
template <typename Value>
class Model::Atomic final : private ModelEngine::Object {
 public:
  explicit Atomic(Model& model, Value initial = {})
      : Object(model.engine_), initial_(initial), value_(initial) {}

  Value load() const {
    step(LOCKSTEP_READ);
    return seen(value_);
  }

  void store(Value value) {
    step(LOCKSTEP_WRITE);
    value_ = value;
    wrote();
  }

  Value exchange(Value value) {
    return update([value](Value) { return value; });
  }

  Value fetch_add(Value amount) {
    return update([amount](Value old) { return static_cast<Value>(old + amount); });
  }

  Value fetch_sub(Value amount) {
    return update([amount](Value old) { return static_cast<Value>(old - amount); });
  }

  /// True if the value was `expected`, which else becomes what it is.
  bool compare_exchange(Value& expected, Value desired) {
    const Value wanted = expected;
    expected = update([=](Value old) { return old == wanted ? desired : old; });
    return expected == wanted;
  }

  /// The value, for the outcome function: no step.
  Value latest() const { return value_; }

 private:
  template <typename Change>
  Value update(Change change) {
    step(LOCKSTEP_UPDATE);
    const Value old = value_;
    value_ = change(old);
    wrote();
    return seen(old);
  }

  Value seen(Value value) const {
    note_seen(static_cast<std::uint64_t>(value));
    return value;
  }

  void reset() override { value_ = initial_; }
  std::uint64_t state() const override { return static_cast<std::uint64_t>(value_); }

  const Value initial_;
  Value value_;
};

/// A lock that tasks sleep for. Unlocking wakes all who wait, and whoever is chosen first gets it.
class Model::Mutex final : private ModelEngine::Object {
 public:
  explicit Mutex(Model& model) : Object(model.engine_) {}

  void lock();
  bool try_lock();
  /// By the task that locked it.
  void unlock();

 private:
  friend class ConditionVariable;

  void release();
  void reset() override;
  std::uint64_t state() const override;

  bool locked_ = false;
  TaskSet waiting_;
};

/// Tasks wait for others to notify them; nobody is woken for no reason.
class Model::ConditionVariable final : private ModelEngine::Object {
 public:
  explicit ConditionVariable(Model& model) : Object(model.engine_) {}

  /// Unlocks the mutex and sleeps, in one step; locks it again once woken.
  void wait(Mutex& mutex);
  /// Wakes the waiting task with the lowest number, if there is one.
  void notify_one();
  void notify_all();

 private:
  void reset() override { waiting_ = TaskSet(); }
  std::uint64_t state() const override { return waiting_.bits(); }

  TaskSet waiting_;
};

}  // namespace lockstep
