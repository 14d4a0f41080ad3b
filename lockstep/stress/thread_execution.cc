// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/thread_execution.h"

#include "lockstep/exec/static_objects.h"
#include "lockstep/stress/futex.h"

namespace lockstep {

ThreadExecution::ThreadExecution(const Program& program,
                                 const lockstep_implementation& implementation)
    : program_(program),
      implementation_(implementation),
      statics_(statics_of(implementation)),
      objects_(create_objects()) {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    words_[task] = lockstep_task_state_word(lockstep_objects_task(objects_.get(), task));
  }
}

void ThreadExecution::begin() {
  reset_objects(*objects_, program_);
  statics_.restore();
  detector_.restart(static_cast<unsigned>(program_.tasks.size()));
  end_.store(End::kCompleted);
  asleep_ = {};
  races_.clear();
}

void ThreadExecution::finish(Observation& observation) {
  record_objects(*objects_, program_, observation.final);
  observation.final.end = end_.load();
  observation.final.asleep = asleep_;
  if (!races_.empty()) races_.take_over(*objects_, statics_, observation.races);
}

void ThreadExecution::sleep(unsigned task) {
  detector_.enter_sleep(task);
  look_for_hang();
  while (const unsigned state = __atomic_load_n(words_[task], __ATOMIC_SEQ_CST)) {
    if (is_over()) return;
    futex_wait(words_[task], state);
  }
  if (!is_over()) detector_.leave_sleep(task);
}

// Whoever falls asleep after this looks at the state once more.
bool ThreadExecution::wake(unsigned task) {
  if (!detector_.is_asleep(task)) return false;
  futex_wake_all(words_[task]);
  return true;
}

void ThreadExecution::end(unsigned task) {
  detector_.end(task);
  look_for_hang();
}

void ThreadExecution::look_for_hang() {
  HangDetector::Words words;
  for (unsigned task = 0; task < kMaxTasks; ++task) words[task] = words_[task];
  if (const auto hanging = detector_.find_hang(words)) abandon(End::kHang, *hanging);
}

// Whoever sleeps finds that it may run, so that no wake-up can be lost, and then that it is over.
void ThreadExecution::abandon(End end, TaskSet asleep) {
  End expected = End::kCompleted;
  if (!end_.compare_exchange_strong(expected, end)) return;
  asleep_ = asleep;
  for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
    __atomic_store_n(words_[task], 0u, __ATOMIC_SEQ_CST);
    futex_wake_all(words_[task]);
  }
}

}  // namespace lockstep
