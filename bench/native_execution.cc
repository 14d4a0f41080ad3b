// SPDX-License-Identifier: GPL-2.0-only
#include "bench/native_execution.h"

#include <new>

#include "bench/native_hooks.h"
#include "lockstep/exec/task_operations.h"
#include "lockstep/program/operation.h"

namespace lockstep::bench {
namespace {

// Preconditions are those of the engine. What they need to know about the VMA never changes here.
constexpr Facts kFacts = {.owner = 0, .flags = vma_lock::kAttached};

}  // namespace

NativeExecution::NativeExecution() : objects_(lockstep_objects_create(), lockstep_objects_destroy) {
  if (!objects_) throw std::bad_alloc();
}

void NativeExecution::begin(const lockstep_implementation& implementation) {
  lockstep_start start = {};
  start.tasks = kTasks;
  start.vmas = 1;
  start.vma[0].attached = true;
  lockstep_objects_reset(objects_.get(), &start);
  native_begin(objects_.get(), program_.configuration);
  implementation_ = &implementation;
}

void NativeExecution::run_task(unsigned task) {
  native_become(task);
  Holdings holdings;
  Sections sections = {};
  std::array<std::int32_t, kOperations>& results = outcome_.results[task];
  const std::vector<Operation>& operations = program_.tasks[task].operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    results[i] = kSkipped;
    if (!permitted(operations[i], holdings, kFacts)) continue;
    const CallResult result = call_operation(*implementation_, *objects_, sections, operations[i]);
    if (result.succeeded) apply_success(operations[i], holdings);
    results[i] = result.value;
  }
}

NativeShown NativeExecution::finish() {
  outcome_.refcount = lockstep_view_vma(objects_.get(), 0).refcount;
  return {outcome_, native_warnings()};
}

}  // namespace lockstep::bench
