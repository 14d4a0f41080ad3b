// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/thread_runner.h"

#include <sched.h>

#include <stdexcept>
#include <thread>

#include "lockstep/exec/executor.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/exec/task_operations.h"
#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {
namespace {

constexpr int kMostYields = 64;  // for others to start

}  // namespace

ThreadRunner::ThreadRunner(const Program& program, const lockstep_implementation& implementation,
                           CrashLine& crash_line)
    : execution_(program, implementation), crash_line_(crash_line) {
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    tasks_.push_back(std::make_unique<ThreadTask>(execution_, crash_line, task));
  }
}

std::uint64_t ThreadRunner::run(std::uint64_t seed, std::uint64_t iterations, const Visit& visit) {
  if (Executor::exists()) throw std::logic_error("threads cannot run while there is an Executor");
  seed_ = seed;
  iterations_ = iterations;
  visit_ = &visit;
  done_ = 0;
  racy_ = 0;
  is_over_ = iterations == 0;
  if (is_over_) return 0;
  begin();
  if (tasks_.empty()) {
    while (!is_over_) next();
    return done_;
  }
  Barrier barrier(static_cast<std::ptrdiff_t>(tasks_.size()), Next{this});
  std::vector<std::jthread> threads;
  for (unsigned task = 0; task < tasks_.size(); ++task) {
    threads.emplace_back([this, task, &barrier] { serve(task, barrier); });
  }
  threads.clear();
  return done_;
}

void ThreadRunner::serve(unsigned task, Barrier& barrier) {
  while (!is_over_) {
    sanitizers::tsan_acquire(&begun_);
    const bool ignored = racy_ >= kMostRaceReports;
    if (ignored) sanitizers::tsan_ignore_begin();
    Delays delays(seed_, done_, task);
    started_.fetch_add(1, std::memory_order_relaxed);
    if (delays.starts_together()) wait_for_others();
    tasks_[task]->play(delays);
    if (ignored) sanitizers::tsan_ignore_end();
    sanitizers::tsan_release(&ended_);
    barrier.arrive_and_wait();
  }
}

// Whoever is late may be asleep still: not for long.
void ThreadRunner::wait_for_others() const {
  for (int yields = 0; yields < kMostYields; ++yields) {
    if (started_.load(std::memory_order_relaxed) == tasks_.size()) return;
    sched_yield();
  }
}

void ThreadRunner::begin() {
  crash_line_.set_iteration(done_);
  started_.store(0, std::memory_order_relaxed);
  execution_.begin();
  sanitizers::tsan_release(&begun_);
}

// Tasks are ordered by what they do in an execution alone; executions come one after the other.
void ThreadRunner::next() {
  sanitizers::tsan_acquire(&ended_);
  collect();
  if (!shown_.races.empty()) ++racy_;
  const bool goes_on = (*visit_)(done_, shown_);
  ++done_;
  is_over_ = !goes_on || done_ == iterations_;
  if (!is_over_) begin();
}

void ThreadRunner::collect() {
  shown_.clear();
  for (const auto& task : tasks_) {
    shown_.operations.insert(shown_.operations.end(), task->operations().begin(),
                             task->operations().end());
    for (const WarningRecord& warning : task->warnings()) add_warning(warning);
  }
  execution_.finish(shown_);
}

// What two tasks warned of is one warning that came again.
void ThreadRunner::add_warning(const WarningRecord& warning) {
  if (WarningRecord* const known = find_warning(shown_.warnings, *warning.site, warning.function)) {
    known->repeated = true;
  } else {
    shown_.warnings.push_back(warning);
  }
}

}  // namespace lockstep
