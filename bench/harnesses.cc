// SPDX-License-Identifier: GPL-2.0-only
#include "bench/harnesses.h"

namespace lockstep::bench {

unsigned ThreadPerTask::run_pairs(unsigned count, OutcomeSet& outcomes) {
  unsigned unequal = 0;
  for (unsigned pair = 0; pair < count; ++pair) {
    const NativeShown reference = run(lockstep_before);
    const NativeShown variant = run(lockstep_v3);
    outcomes.insert(reference.outcome);
    outcomes.insert(variant.outcome);
    unequal += reference == variant ? 0 : 1;
  }
  return unequal;
}

NativeShown ThreadPerTask::run(const lockstep_implementation& implementation) {
  execution_.begin(implementation);
  std::vector<std::thread> threads;
  for (unsigned task = 0; task < kTasks; ++task) {
    threads.emplace_back([this, task] { execution_.run_task(task); });
  }
  for (std::thread& thread : threads) thread.join();
  return execution_.finish();
}

KeptThreads::KeptThreads() {
  for (unsigned task = 1; task < kTasks; ++task) {
    threads_.emplace_back([this, task] { serve(task); });
  }
}

KeptThreads::~KeptThreads() {
  end_ = true;
  barrier_.arrive_and_wait();
  for (std::thread& thread : threads_) thread.join();
}

void KeptThreads::serve(unsigned task) {
  for (;;) {
    barrier_.arrive_and_wait();
    if (phase_ == Phase::kEnd) return;
    if (phase_ == Phase::kExecution) execution_.run_task(task);
  }
}

// Executions alternate between the two implementations, the reference first.
void KeptThreads::next() {
  if (phase_ == Phase::kExecution) observe();
  phase_ = end_ ? Phase::kEnd : executions_left_ == 0 ? Phase::kIdle : Phase::kExecution;
  if (phase_ != Phase::kExecution) return;
  execution_.begin(executions_left_ % 2 == 0 ? lockstep_before : lockstep_v3);
  --executions_left_;
}

void KeptThreads::observe() {
  const NativeShown shown = execution_.finish();
  outcomes_->insert(shown.outcome);
  const bool is_reference = executions_left_ % 2 != 0;
  if (is_reference) {
    reference_shown_ = shown;
  } else if (!(shown == reference_shown_)) {
    ++unequal_;
  }
}

unsigned KeptThreads::run_pairs(unsigned count, OutcomeSet& outcomes) {
  outcomes_ = &outcomes;
  executions_left_ = 2 * count;
  unequal_ = 0;
  barrier_.arrive_and_wait();
  while (phase_ == Phase::kExecution) {
    execution_.run_task(0);
    barrier_.arrive_and_wait();
  }
  return unequal_;
}

}  // namespace lockstep::bench
