// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/executor.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <utility>

#include "lockstep/exec/places.h"
#include "lockstep/exec/supported_operations.h"

namespace lockstep {
namespace {

lockstep_start start_of(const Program& program) {
  lockstep_start start = {};
  start.tasks = static_cast<unsigned>(program.tasks.size());
  start.vmas = static_cast<unsigned>(program.vmas.size());
  for (unsigned i = 0; i < start.vmas; ++i) {
    start.vma[i] = {.attached = program.vmas[i].attached, .mm = program.vmas[i].mm};
  }
  for (unsigned i = 0; i < kMaxMms; ++i) start.sequence[i] = program.sequences[i];
  return start;
}

}  // namespace

Executor::Executor()
    : objects_(lockstep_objects_create(), lockstep_objects_destroy), guard_(*this) {
  if (!objects_) throw std::bad_alloc();
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    tasks_[task] = lockstep_objects_task(objects_.get(), task);
  }
  instance_ = this;
}

Executor::~Executor() { instance_ = nullptr; }

void Executor::reset(const Program& program, const lockstep_implementation& implementation,
                     Observation& observation, Trace* trace) {
  program_ = &program;
  configuration_ = program.configuration;
  implementation_ = &implementation;
  observation_ = &observation;
  trace_ = trace;
  crash_kind_ = CrashKind::kNone;
  race_count_ = 0;
  observation.clear();
  if (trace) *trace = {};
  const lockstep_start start = start_of(program);
  lockstep_objects_reset(objects_.get(), &start);
  // VMAs and mms; the tasks behind them are only accessed atomically.
  forget_accesses(objects_.get(), tasks_[0]);
  for (unsigned task = 0; task < start.tasks; ++task) states_[task].restart();
  watches_states_ = watch_ != Watch::kNothing;
  engine_.watch_races(!watches_states_ && !ignores_races_);
  observes_steps_ = trace_ != nullptr || watches_states_;
  touched_foreign_memory_ = false;
  program_has_fault_ = watch_ != Watch::kNothing && has_fault(program);
}

void Executor::TaskState::restart() {
  holdings = {};
  sections = {};
  operation = {};
  index = 0;
  idle = true;
  slept = false;
  woken = 0;
  history.clear();
  saw_task = false;
}

void Executor::run(const Program& program, const lockstep_implementation& implementation,
                   Scheduler& scheduler, Observation& observation, Trace* trace) {
  reset(program, implementation, observation, trace);
  const auto tasks = static_cast<unsigned>(program.tasks.size());
  finish(engine_.run(tasks, scheduler, observation.steps, &Executor::task_body, this));
}

void Executor::task_body(void* self, unsigned task) {
  static_cast<Executor*>(self)->run_task(task);
}

void Executor::run_task(unsigned task) {
  if (source_) [[unlikely]] {
    make_as_told(task);
  } else {
    for (const Operation& operation : program_->tasks[task].operations) make(task, operation);
  }
  release_all(task);
  lockstep_task_end(tasks_[task]);
}

void Executor::make_as_told(unsigned task) {
  while (auto operation = source_->next(task)) {
    for (; operation; operation = source_->next_at_once(task)) make(task, *operation);
    engine_.pause();
  }
}

void Executor::run_open(const Program& start, OperationSource& source,
                        const lockstep_implementation& implementation, Scheduler& scheduler,
                        Observation& observation) {
  source_ = &source;
  run(start, implementation, scheduler, observation);
  source_ = nullptr;
}

bool Executor::may_make(unsigned task, const Operation& operation) const {
  const auto vma = vma_of(operation);
  return permitted(operation, states_[task].holdings, vma ? facts(*vma) : VmaFacts{});
}

bool Executor::holds_anything(unsigned task) const {
  return states_[task].holdings != Holdings{} || lockstep_count_held(objects_.get(), task) != 0;
}

// One operation, from its precondition to its record. Instantiated per operation: what is known of
// it at compile time need not be asked in every execution.
template <OperationCode code>
void Executor::make_code(unsigned task, const Operation& given) {
  const Operation operation = {code, given.operands};
  TaskState& state = states_[task];
  if (observes_steps_) [[unlikely]]
    begin_history(task, operation);
  const VmaFacts known =
      vma_of(operation) && needs_facts(code) ? facts(*vma_of(operation)) : VmaFacts{};
  if (!permitted(operation, state.holdings, known)) {
    add_record(task, operation).set(OperationRecord::kSkipped);
  } else {
    if (trace_) [[unlikely]]
      trace_begin(task, operation);
    const CallResult result =
        call_operation(*implementation_, *objects_, state.sections, operation);
    if (result.succeeded) apply_success(operation, state.holdings);
    observe(task, operation, result);
  }
  if (trace_) [[unlikely]]
    add_event(TraceEventKind::kReturn, task, observation_->operations.size() - 1);
  state.end_operation();
}

void Executor::TaskState::end_operation() {
  ++index;
  idle = true;
  slept = false;
  woken = 0;
  history.clear();
  saw_task = false;
}

void Executor::make(unsigned task, const Operation& operation) {
  using Maker = void (Executor::*)(unsigned, const Operation&);
  static constexpr auto kMakers = []<std::size_t... codes>(std::index_sequence<codes...>) {
    return std::array<Maker, kOperationCodes>{
        &Executor::make_code<static_cast<OperationCode>(codes)>...};
  }
  (std::make_index_sequence<kOperationCodes>());
  (this->*kMakers[static_cast<unsigned>(operation.code)])(task, operation);
}

[[gnu::always_inline]] inline OperationRecord& Executor::add_record(unsigned task,
                                                                    const Operation& operation) {
  OperationRecord& record = observation_->operations.emplace_back();
  record.task = static_cast<std::uint8_t>(task);
  record.index = static_cast<std::uint8_t>(states_[task].index);
  record.code = static_cast<std::uint8_t>(operation.code);
  record.target = static_cast<std::uint8_t>(operation.operands[0]);
  record.step = engine_.steps();
  return record;
}

[[gnu::always_inline]] inline void Executor::observe(unsigned task, const Operation& operation,
                                                     CallResult result) {
  const TaskState& state = states_[task];
  OperationRecord& record = add_record(task, operation);
  record.result = result.value;
  record.woken = static_cast<std::uint8_t>(state.woken);
  record.set(OperationRecord::kSlept, state.slept);
  if (const auto vma = vma_of(operation)) {
    const lockstep_vma_view view = lockstep_view_vma(objects_.get(), *vma);
    record.refcount = view.refcount;
    record.sequence = view.lock_sequence;
    record.set(OperationRecord::kWriteLocked, view.write_locked);
    if (info(operation.code).is_primitive) {
      record.set(OperationRecord::kDetached, state.sections[*vma].detached);
      record.set(OperationRecord::kExclusive, state.sections[*vma].exclusive);
    }
  } else if (const auto mm = mm_of(operation)) {
    record.sequence = lockstep_view_mm(objects_.get(), *mm).sequence;
  }
}

// What a task still holds at its end goes back, as operations of their own.
void Executor::release_all(unsigned task) {
  const Holdings& holdings = states_[task].holdings;
  if (holdings == Holdings{}) return;
  for (std::int32_t vma = 0; vma < static_cast<std::int32_t>(kMaxVmas); ++vma) {
    const auto index = static_cast<unsigned>(vma);
    while (holdings.reads[index] != 0) make(task, {OperationCode::kVmaEndRead, {vma}});
    if (holdings.exclusive[index]) make(task, {OperationCode::kExitExclusive, {vma}});
  }
  for (auto mm = static_cast<std::int32_t>(kMaxMms) - 1; mm >= 0; --mm) {
    const MmapMode mode = holdings.mmap[static_cast<unsigned>(mm)];
    if (mode == MmapMode::kRead) make(task, {OperationCode::kMmapReadUnlock, {mm}});
    if (mode == MmapMode::kWrite) make(task, {OperationCode::kMmapWriteUnlock, {mm}});
  }
}

VmaFacts Executor::facts(unsigned vma) const {
  const lockstep_vma_view view = lockstep_view_vma(objects_.get(), vma);
  return {.mm = static_cast<std::uint8_t>(view.mm),
          .attached = view.refcount != 0,
          .write_locked = view.write_locked};
}

void Executor::finish(End end) {
  FinalRecord& final = observation_->final;
  for (unsigned vma = 0; vma < program_->vmas.size(); ++vma) {
    const lockstep_vma_view view = lockstep_view_vma(objects_.get(), vma);
    final.vmas[vma] = {view.refcount, view.lock_sequence, view.mm, view.write_locked, view.data};
  }
  for (unsigned mm = 0; mm < kMaxMms; ++mm) {
    const lockstep_mm_view view = lockstep_view_mm(objects_.get(), mm);
    final.mms[mm] = {view.sequence, view.lock_count, view.waiter};
  }
  final.end = end;
  if (end == End::kHang) final.asleep = engine_.asleep();
  final.crash = crash_kind_;
  if (race_count_ != 0) take_over_races();
  if (end == End::kCrash) [[unlikely]]
    expect_supported();
}

// A crash because an operation is lacking would be a mistake of ours, and no finding.
void Executor::expect_supported() const {
  if (source_ || supported_operations(*implementation_).contains(*program_)) return;
  throw std::logic_error("a program was run on an implementation that lacks an operation of it");
}

void Executor::on_sleep() {
  const unsigned task = running();
  states_[task].slept = true;
  if (trace_) add_event(TraceEventKind::kSleep, task, 0);
  engine_.sleep();
}

bool Executor::on_wake(unsigned task) {
  if (!engine_.wake(task)) return false;
  ++states_[running()].woken;
  if (trace_) add_event(TraceEventKind::kWake, running(), task);
  return true;
}

void Executor::on_warning(const lockstep_warning_site& site, const char* function) {
  for (WarningRecord& warning : observation_->warnings) {
    if (warning.site == &site && warning.function == function) {
      warning.repeated = true;
      return;
    }
  }
  const Engine::OwnContext context(engine_);
  const unsigned task = running();
  if (trace_) add_event(TraceEventKind::kWarning, task, observation_->warnings.size());
  const auto index = static_cast<std::uint8_t>(states_[task].index);
  observation_->warnings.push_back(
      {&site, function, static_cast<std::uint8_t>(task), index, false});
}

// Called by ThreadSanitizer while it holds its locks: nothing here may allocate.
void Executor::on_race(const RacingAccess& a, const RacingAccess& b) {
  if (race_count_ == kMaxRaces) return;
  races_[race_count_++] = a < b ? std::array{a, b} : std::array{b, a};
}

void Executor::take_over_races() {
  std::vector<RaceRecord>& races = observation_->races;
  for (std::size_t i = 0; i < race_count_; ++i) {
    const void* const address = races_[i][0].address;
    races.push_back({name_place(*objects_, address), races_[i]});
    forget_accesses(address, static_cast<const std::byte*>(address) + 1);  // may be private memory
  }
  std::sort(races.begin(), races.end());
  races.erase(std::unique(races.begin(), races.end()), races.end());
}

void Executor::crash(CrashKind kind) {
  const unsigned task = running();
  crash_kind_ = kind;
  // An endless loop is in a different place each time it is looked at. Tracing is over: should
  // looking at the stack crash in turn, nobody looks again.
  Trace* const trace = std::exchange(trace_, nullptr);
  // An overflow shows in which call, and where in that is up to the compiler.
  if (trace && kind != CrashKind::kEndlessLoop) {
    trace->crash = capture_call_stack(kind != CrashKind::kStackOverflow);
  }
  observation_->final.crash_task = static_cast<std::uint8_t>(task);
  observation_->final.crash_index = static_cast<std::uint8_t>(states_[task].index);
  engine_.crash();
}

void Executor::trace_begin(unsigned task, const Operation& operation) {
  const Engine::OwnContext context(engine_);
  add_event(TraceEventKind::kBegin, task, trace_->operations.size());
  trace_->operations.push_back(operation);
}

[[gnu::noinline]] bool Executor::observed_step(const volatile void* object, lockstep_access kind) {
  engine_.step(object, kind);
  if (watches_states_) note_seen(running(), object, kind);
  if (trace_) trace_step(object, kind);
  return true;
}

void Executor::trace_step(const volatile void* object, lockstep_access kind) {
  const Engine::OwnContext context(engine_);
  const unsigned task = running();
  add_event(TraceEventKind::kStep, task, trace_->steps.size());
  StepRecord& step = trace_->steps.emplace_back();
  step.task = static_cast<std::uint8_t>(task);
  step.index = static_cast<std::uint8_t>(states_[task].index);
  step.access = kind;
  step.place = name_place(*objects_, object);
  step.call_stack = capture_call_stack();
}

void Executor::trace_value(unsigned long value) {
  if (!trace_) return;
  trace_->steps.back().has_value = true;
  trace_->steps.back().value = value;
}

void Executor::add_event(TraceEventKind kind, unsigned task, std::size_t record) {
  const Engine::OwnContext context(engine_);
  const auto index = static_cast<std::uint8_t>(states_[task].index);
  trace_->events.push_back({kind, static_cast<std::uint8_t>(task), index, record});
}

}  // namespace lockstep
