// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/thread_task.h"

#include <atomic>

#include "lockstep/exec/task_operations.h"

namespace lockstep {

ThreadTask::ThreadTask(ThreadExecution& execution, const CrashLine& crash_line, unsigned task)
    : execution_(execution), crash_line_(crash_line), task_(task) {
  for (unsigned other = 0; other < kMaxTasks; ++other) {
    tasks_[other] = lockstep_objects_task(&execution.objects(), other);
  }
  set_up(tasks_.data(), task_, execution.program().configuration);
  operations_.reserve(std::size_t{kMaxOperationsPerTask} * 2);
}

void ThreadTask::restart(const Delays& delays) {
  delays_ = delays;
  last_object_ = nullptr;
  steps_ = 0;
  index_ = 0;
  holdings_ = {};
  sections_ = {};
  operations_.clear();
  warnings_.clear();
}

// Nothing that would have to be destroyed lies between here and where leave() is called: frames of
// C, of the hooks, and those below.
void ThreadTask::play(const Delays& delays) {
  restart(delays);
  current = this;
  if (_setjmp(start_) == 0) run();
  current = nullptr;
}

void ThreadTask::leave() { _longjmp(start_, 1); }

void ThreadTask::run() {
  for (const Operation& operation : execution_.program().tasks[task_].operations) make(operation);
  release_all(holdings_, [this](const Operation& operation) { make(operation); });
  lockstep_task_end(self());
  execution_.end(task_);
}

void ThreadTask::make(const Operation& operation) {
  lockstep_objects& objects = execution_.objects();
  const bool permitted = is_permitted(objects, operation, holdings_);
  CallResult result;
  if (permitted) {
    result = call_operation(execution_.implementation(), objects, sections_, operation);
    if (result.succeeded) apply_success(operation, holdings_);
  }
  OperationRecord& record = operations_.emplace_back();
  identify_record(record, task_, index_++, operation);
  record.set(OperationRecord::kSkipped, !permitted);
  if (permitted) record_result(record, result);
}

// The kernel has full barriers between setting a task's state and looking at the condition, and
// between changing what the condition reads and looking for a sleeper. The userspace kernel leaves
// them out, because the engine is sequentially consistent; without them wake-ups get lost. What
// this fence does not order, x86-64 does: stores in their order, and atomic updates as full
// barriers.
void ThreadTask::on_step(const volatile void* object, lockstep_access /*access*/) {
  last_object_ = object;
  if (++steps_ > kStepLimit) execution_.run_out_of_steps();
  if (execution_.is_over()) [[unlikely]]
    leave();
  delays_.before_step();
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

unsigned long ThreadTask::on_request(const volatile void* object, lockstep_request form,
                                     unsigned long operand, unsigned long expected,
                                     int failure_order) {
  const Request request = {object, form, operand, expected, failure_order};
  if (request.is_step()) on_step(request.object, request.step());
  return memory_.perform(request);
}

void ThreadTask::on_sleep() {
  execution_.sleep(task_);
  if (execution_.is_over()) leave();
}

void ThreadTask::on_warning(const lockstep_warning_site& site, const char* function) {
  if (WarningRecord* const known = find_warning(warnings_, site, function)) {
    known->repeated = true;
    return;
  }
  warnings_.push_back({&site, function, static_cast<std::uint8_t>(task_),
                       static_cast<std::uint8_t>(index_), false});
}

}  // namespace lockstep
