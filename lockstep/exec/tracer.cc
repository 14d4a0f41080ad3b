// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/tracer.h"

#include <utility>

#include "lockstep/exec/shared_objects.h"

namespace lockstep {

void Tracer::begin(Trace* trace, const StaticObjects& statics) {
  trace_ = trace;
  statics_ = &statics;
  if (trace) *trace = {};
}

void Tracer::begin_operation(unsigned task, const Operation& operation) {
  const Engine::OwnContext context(engine_);
  event(TraceEventKind::kBegin, task, trace_->operations.size());
  trace_->operations.push_back(operation);
}

void Tracer::step(const volatile void* object, lockstep_access kind) {
  const Engine::OwnContext context(engine_);
  const unsigned task = engine_.running();
  event(TraceEventKind::kStep, task, trace_->steps.size());
  StepRecord& step = trace_->steps.emplace_back();
  step.task = static_cast<std::uint8_t>(task);
  step.index = static_cast<std::uint8_t>(tasks_[task].index);
  step.access = kind;
  step.place = name_place(objects_, *statics_, object);
  step.call_stack = capture_call_stack();
}

// The state of a task is not for readers.
void Tracer::value(unsigned long value) {
  const lockstep_access access = trace_->steps.back().access;
  if (access != LOCKSTEP_READ && access != LOCKSTEP_UPDATE) return;
  trace_->steps.back().has_value = true;
  trace_->steps.back().value = value;
}

void Tracer::event(TraceEventKind kind, unsigned task, std::size_t record) {
  const Engine::OwnContext context(engine_);
  const auto index = static_cast<std::uint8_t>(tasks_[task].index);
  trace_->events.push_back({kind, static_cast<std::uint8_t>(task), index, record});
}

// An endless loop is in a different place each time it is looked at, and an overflow shows in which
// call, but where in that is up to the compiler. Should looking at the stack crash in turn, nobody
// looks again.
void Tracer::crash(CrashKind kind) {
  Trace* const trace = std::exchange(trace_, nullptr);
  if (kind == CrashKind::kEndlessLoop) return;
  trace->crash = capture_call_stack(kind != CrashKind::kStackOverflow);
}

}  // namespace lockstep
