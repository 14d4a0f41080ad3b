// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/model_engine.h"

#include <stdexcept>

namespace lockstep {

ModelEngine::ModelEngine() : log_(kStepLimit) {}

void ModelEngine::add_task(std::function<void()> body) {
  if (tasks_.size() == kMaxTasks) throw std::length_error("a model has too many tasks");
  tasks_.push_back({std::move(body), {}, Await::kNo});
}

void ModelEngine::explore(const ExploreLimits& limits, const OnEnd& on_end) {
  on_end_ = &on_end;
  ExploreLimits without_outcomes = limits;
  without_outcomes.outcomes = false;
  for (Task& task : tasks_) task.history.keep_values(limits.verify);
  StateExplorer explorer(*this, without_outcomes);
  totals_ = explorer.explore();
  interleavings_ = explorer.interleavings();
}

void ModelEngine::run(Scheduler& scheduler) {
  for (Object* object : objects_) object->reset();
  for (Task& task : tasks_) {
    task.history.clear();
    task.await = Await::kNo;
  }
  const auto tasks = static_cast<unsigned>(tasks_.size());
  const End end = engine_.run(tasks, scheduler, log_, &ModelEngine::task_body, this);
  if (end == End::kOutOfSteps) throw NotExplorable("a task of the model goes on for ever");
  if (end != End::kCompleted && end != End::kHang) return;
  (*on_end_)(path_of(log_), end == End::kHang);
}

void ModelEngine::task_body(void* self, unsigned task) {
  static_cast<ModelEngine*>(self)->tasks_[task].body();
}

void ModelEngine::append_state(std::vector<std::uint64_t>& words) const {
  const Engine::OwnContext context(engine_);
  for (const Object* object : objects_) words.push_back(object->state());
  for (unsigned task = 0; task < tasks_.size(); ++task) {
    words.push_back((engine_.unfinished().contains(task) ? 1u : 0u) |
                    (engine_.asleep().contains(task) ? 2u : 0u) |
                    static_cast<unsigned>(tasks_[task].await) << 2);
    tasks_[task].history.append_to(words);
  }
}

void ModelEngine::step(const Object* object, lockstep_access kind) {
  engine_.step(object, kind);
  note_seen(kind);
}

void ModelEngine::note_seen(std::uint64_t value) { tasks_[engine_.running()].history.add(value); }

// What earlier looks returned is of no use any more, so it is forgotten.
void ModelEngine::await(const std::function<bool()>& condition) {
  Task& self = tasks_[engine_.running()];
  const lockstep_seen before = self.history.mark();
  for (;;) {
    self.history.go_back(before, 0);
    self.await = Await::kLooks;
    const bool is_true = condition();
    if (is_true) break;
    if (self.await == Await::kLooksAtOldValues) continue;
    self.await = Await::kSleeps;
    engine_.sleep();
  }
  self.await = Await::kNo;
}

void ModelEngine::wake_awaiting() {
  for (unsigned task = 0; task < tasks_.size(); ++task) {
    Await& await = tasks_[task].await;
    if (task == engine_.running() || await == Await::kNo) continue;
    if (await == Await::kSleeps) engine_.wake(task);
    await = Await::kLooksAtOldValues;
  }
}

}  // namespace lockstep
