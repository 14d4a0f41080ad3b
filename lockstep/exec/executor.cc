// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/executor.h"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "lockstep/exec/bound_calls.h"
#include "lockstep/exec/places.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/exec/task_operations.h"
#include "lockstep/memory/instrumentation.h"

namespace lockstep {

Executor::Executor()
    : objects_(create_objects()),
      race_detector_(engine_.running(), objects_.get(), lockstep_objects_size(), *this),
      guard_(*this) {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    tasks_[task] = lockstep_objects_task(objects_.get(), task);
    const Fiber& fiber = engine_.fiber(task);
    race_detector_.set_stack(task, fiber.stack_begin(), fiber.stack_end());
  }
  instance_ = this;
}

Executor::~Executor() { instance_ = nullptr; }

void Executor::reset(const Program& program, const lockstep_implementation& implementation,
                     Observation& observation, Trace* trace) {
  program_ = &program;
  configuration_ = program.configuration;
  if (implementation_ != &implementation) statics_ = &statics_of(implementation);
  implementation_ = &implementation;
  observation_ = &observation;
  trace_ = trace;
  crash_kind_ = CrashKind::kNone;
  races_.clear();
  dependent_stores_.clear();
  access_stacks_.clear();
  race_history_.begin_execution(engine_.progress());
  observation.clear();
  if (trace) *trace = {};
  reset_objects(*objects_, program);
  if (!statics_->empty()) statics_->restore();
  for (std::size_t task = 0; task < program.tasks.size(); ++task) states_[task].restart();
  watches_states_ = watch_ != Watch::kNothing;
  engine_.watch_by_sanitizer(!watches_states_ && !ignores_races_ &&
                             reported_races_ < kMostRaceReports);
  observes_steps_ = trace_ != nullptr || watches_states_ || fills_stacks();
  touched_foreign_memory_ = false;
  touched_statics_ = false;
  program_has_fault_ = watch_ != Watch::kNothing && has_fault(program);
}

void Executor::TaskState::restart() {
  holdings = {};
  sections = {};
  operation = {};
  index = 0;
  idle = true;
  looking = false;
  ending = false;
  slept = false;
  woken = 0;
  history.clear();
  saw_task = false;
}

void Executor::run(const Program& program, const lockstep_implementation& implementation,
                   Scheduler& scheduler, Observation& observation, Trace* trace) {
  reset(program, implementation, observation, trace);
  const auto tasks = static_cast<unsigned>(program.tasks.size());
  if (watches_races() && effort_ == Effort::kFull &&
      (!watches_states_ || watch_ == Watch::kStatesAndRaces)) {
    race_detector_.begin();
    race_detector_.tell_accesses(trace_ != nullptr);
    Instrumentation::watch(race_detector_);
  }
  if (fills_stacks()) Instrumentation::fill_stacks(filling_of(uninitialised_));
  const End end = engine_.run(tasks, scheduler, observation.steps, &Executor::task_body, this);
  if (Instrumentation::detector() && (race_detector_.lost_some() || races_.lost_some())) {
    ++executions_with_lost_races_;
  }
  Instrumentation::rest();
  if (end == End::kCrash) [[unlikely]]
    guard_.expect_working_heap();
  finish(end);
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
  states_[task].ending = true;
  release_all(states_[task].holdings, [&](const Operation& operation) { make(task, operation); });
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
  return is_permitted(*objects_, operation, states_[task].holdings);
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
  if (!is_permitted(*objects_, operation, state.holdings)) {
    add_record(task, operation).set(OperationRecord::kSkipped);
  } else {
    if (trace_) [[unlikely]]
      trace_begin(task, operation);
    if (!makes_steps(code) && looks_ == Looks::kAsSteps) [[unlikely]]
      step_to_look(task);
    if (fills_before_operations()) fill_unused_stack(filling_of(uninitialised_));
    constexpr MakeCall kCall = bound::kCalls[static_cast<unsigned>(code)];
    const CallResult result = kCall({*implementation_, *objects_, state.sections, operation});
    if (result.succeeded) apply_success(operation, state.holdings);
    if (looks_ == Looks::kAsSteps) [[unlikely]]
      wait_to_look(task, operation, result);
    observe(task, operation, result);
  }
  if (trace_) [[unlikely]]
    add_event(TraceEventKind::kReturn, task, observation_->operations.size() - 1);
  state.end_operation();
}

void Executor::step_to_look(unsigned task) {
  states_[task].looking = true;
  engine_.step(nullptr, LOCKSTEP_READ);
  states_[task].looking = false;
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
  identify_record(record, task, states_[task].index, operation);
  record.step = engine_.steps();
  return record;
}

[[gnu::always_inline]] inline void Executor::observe(unsigned task, const Operation& operation,
                                                     CallResult result) {
  const TaskState& state = states_[task];
  OperationRecord& record = add_record(task, operation);
  record_result(record, result);
  record.woken = static_cast<std::uint8_t>(state.woken);
  record.set(OperationRecord::kSlept, state.slept);
  if (const auto object = place_of(operation)) {
    const LeftBehind left = bound::left_in(*objects_, *object);
    record.values = left.values;
    record.set(left.flags);
  }
}

void Executor::finish(End end) {
  FinalRecord& final = observation_->final;
  record_objects(*objects_, *program_, final);
  final.end = end;
  if (end == End::kHang) final.asleep = engine_.asleep();
  final.crash = crash_kind_;
  if (!races_.empty()) races_.take_over(*objects_, *statics_, observation_->races);
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
  if (WarningRecord* const known = find_warning(observation_->warnings, site, function)) {
    known->repeated = true;
    return;
  }
  const Engine::OwnContext context(engine_);
  const unsigned task = running();
  if (trace_) add_event(TraceEventKind::kWarning, task, observation_->warnings.size());
  const auto index = static_cast<std::uint8_t>(states_[task].index);
  observation_->warnings.push_back(
      {&site, function, static_cast<std::uint8_t>(task), index, false});
}

RacingAccess Executor::racing(const Access& access, const void* address) const {
  const bool traced = access.number <= access_stacks_.size();
  return {.write = is_write(access.kind),
          .atomic = !is_plain(access.kind),
          .address = address,
          .call_stack = traced ? access_stacks_[access.number - 1] : CallStack{}};
}

void Executor::on_race(const Access& earlier, const Access& later, const void* address) {
  races_.add(racing(earlier, address), racing(later, address));
}

void Executor::on_dependent_store(const Access& earlier, const Access& later, const void* address) {
  const auto kind = [](const Access& access) {
    return RacingPair::Kind{is_write(access.kind), !is_plain(access.kind)};
  };
  dependent_stores_.add(RacingPair::of(kind(earlier), kind(later), address));
}

void Executor::on_access(std::uint32_t /*number*/) {
  const Engine::OwnContext context(engine_);
  access_stacks_.push_back(capture_call_stack());
}

void Executor::on_reported_race(const RacingAccess& a, const RacingAccess& b) {
  race_history_.note_race();
  if (++reported_races_ >= kMostRaceReports) Instrumentation::ask_sanitizer_no_more();
  const RacingPair pair = RacingPair::of(a, b);
  if (Instrumentation::detector() && !races_.has(pair) && !dependent_stores_.has(pair)) {
    ++races_only_reported_;
  }
}

void Executor::stop_at_next_access() {
  Instrumentation::stop_at_next_access([] { instance_->guard_.end_loop(); });
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

bool Executor::on_observed_step(const volatile void* object, lockstep_access kind) {
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
  step.place = name_place(*objects_, *statics_, object);
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
