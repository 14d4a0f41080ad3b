// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/executor.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "lockstep/exec/supported_operations.h"
#include "lockstep/exec/task_operations.h"
#include "lockstep/memory/instrumentation.h"
#include "subjects/bound_calls.h"

namespace lockstep {

Executor::Executor()
    : objects_(create_objects()),
      races_(engine_, *objects_),
      memory_(races_.detector()),
      state_recorder_(engine_, *objects_, heap_, states_),
      tracer_(engine_, *objects_, states_),
      guard_(*this) {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    tasks_[task] = lockstep_objects_task(objects_.get(), task);
  }
  set_up(tasks_.data(), engine_.running(), configuration_);
  exists_ = true;
  current = this;
}

Executor::~Executor() {
  current = nullptr;
  exists_ = false;
}

void Executor::watch(Watch what) {
  watch_ = what;
  state_recorder_.keep_values(what == Watch::kStatesAndValues);
}

void Executor::reset(const Program& program, const lockstep_implementation& implementation,
                     Observation& observation, Trace* trace) {
  program_ = &program;
  configuration_ = program.configuration;
  if (implementation_ != &implementation) statics_ = &statics_of(implementation);
  implementation_ = &implementation;
  observation_ = &observation;
  crash_kind_ = CrashKind::kNone;
  races_.begin();
  tracer_.begin(trace, *statics_);
  state_recorder_.begin(program, *statics_, watch_ != Watch::kNothing);
  observation.clear();
  reset_objects(*objects_, program);
  if (!statics_->empty()) statics_->restore();
  heap_.begin(filling_of(uninitialised_));
  for (std::size_t task = 0; task < program.tasks.size(); ++task) states_[task].restart();
  watches_states_ = watch_ != Watch::kNothing;
  engine_.watch_by_sanitizer(!watches_states_ && !ignores_races_ &&
                             races_.reported() < kMostRaceReports);
  observes_steps_ = trace != nullptr || watches_states_ || fills_stacks();
}

void Executor::run(const Program& program, const lockstep_implementation& implementation,
                   Scheduler& scheduler, Observation& observation, Trace* trace) {
  reset(program, implementation, observation, trace);
  const auto tasks = static_cast<unsigned>(program.tasks.size());
  const bool watched = watches_races() && effort_ == Effort::kFull &&
                       (!watches_states_ || watch_ == Watch::kStatesAndRaces);
  if (watched) races_.watch(tracer_.is_tracing());
  memory_.watch(watched);
  memory_.begin();
  if (watches_states_) memory_.tell_plain_accesses(*this);
  if (fills_stacks()) Instrumentation::fill_stacks(filling_of(uninitialised_));
  Instrumentation::hand_requests_to(this);
  hand_allocations_to(this);
  const End end = engine_.run(tasks, scheduler, observation.steps, &Executor::task_body, this);
  Instrumentation::hand_requests_to(nullptr);
  hand_allocations_to(nullptr);
  memory_.end();
  races_.end();
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
    state_recorder_.begin_operation(task, operation);
  if (!is_permitted(*objects_, operation, state.holdings)) {
    add_record(task, operation).set(OperationRecord::kSkipped);
  } else {
    if (tracer_.is_tracing()) [[unlikely]]
      tracer_.begin_operation(task, operation);
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
  if (tracer_.is_tracing()) [[unlikely]]
    tracer_.event(TraceEventKind::kReturn, task, observation_->operations.size() - 1);
  state.end_operation();
}

void Executor::step_to_look(unsigned task) {
  states_[task].looking = true;
  engine_.step(nullptr, LOCKSTEP_READ);
  states_[task].looking = false;
}

// What the record will say that is not to be seen from the objects is what the rest depends on.
void Executor::wait_to_look(unsigned task, const Operation& operation, const CallResult& result) {
  if (!object_of(operation) && !owner_of(operation)) return;
  state_recorder_.note_result(task, operation, result);
  step_to_look(task);
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
  if (end == End::kHang) {
    final.asleep = engine_.asleep();
    final.spinning = engine_.spinning();
  }
  final.crash = crash_kind_;
  if (heap_.is_used() && is_at_rest(end)) [[unlikely]]
    final.leaked = count_leaked();
  races_.take_over(*statics_, observation_->races);
  if (end == End::kCrash) [[unlikely]]
    expect_supported();
}

// A crash because an operation is lacking would be a mistake of ours, and no finding.
void Executor::expect_supported() const {
  if (source_ || supported_operations(*implementation_).contains(*program_)) return;
  throw std::logic_error("a program was run on an implementation that lacks an operation of it");
}

// It does if, since then, the task has been told the same and has changed nothing, not even a
// static variable.
bool Executor::spins(const Request& request) {
  TaskState& state = states_[running()];
  LastRequest& last = state.last;
  std::uint64_t place = 0;
  if (last.repetitions > 1 && last.request == request && last.left_memory) {
    fill_unused_stack(0);  // what is left there is no part of where the task is
    place = engine_.fiber(running()).hash_local_state() ^ last.answer ^ statics_->hash();
  }
  const bool is_there_again = place != 0 && place == last.place;
  if (is_there_again) {
    state.history.restore(last.seen);
  } else {
    last.place = place;
    last.seen = state.history.mark();
  }
  last.request = request;
  return is_there_again;
}

unsigned long Executor::observe_request(const Request& request, bool repeats) {
  if (!request.is_step()) {
    if (request.action() != LOCKSTEP_LOAD) states_[running()].last.forget();
    return perform(request);
  }
  if (repeats && spins(request)) {
    engine_.step_after_others(request.object, request.step());
  } else {
    engine_.step(request.object, request.step());
  }
  if (watches_states_) state_recorder_.note_step(request.object);
  if (tracer_.is_tracing()) tracer_.step(request.object, request.step());
  const unsigned long before = perform(request);
  if (repeats) {
    states_[running()].last.answer = before;
    states_[running()].last.left_memory = leaves_memory(request, before);
  }
  if (request.action() == LOCKSTEP_STORE) return before;
  if (watches_states_) state_recorder_.note_value(before);
  if (tracer_.is_tracing()) tracer_.value(before);
  return before;
}

// The accesses that follow depend on what is there.
void Executor::observe_step(const volatile void* object, lockstep_access kind) {
  engine_.step(object, kind);
  if (watches_states_) {
    state_recorder_.note_step(object);
    if (kind != LOCKSTEP_READ && kind != LOCKSTEP_WRITE) {
      state_recorder_.note_value(*static_cast<const volatile unsigned*>(object));
    }
  }
  if (tracer_.is_tracing()) tracer_.step(object, kind);
}

lockstep_seen Executor::seen() const { return states_[running()].history.mark(); }

void Executor::forget_since(const lockstep_seen& seen, unsigned place) {
  states_[running()].history.go_back(seen, place);
}

void Executor::sleep() {
  const unsigned task = running();
  states_[task].slept = true;
  states_[task].last.forget();
  if (tracer_.is_tracing()) tracer_.event(TraceEventKind::kSleep, task, 0);
  engine_.sleep();
}

bool Executor::wake(unsigned task) {
  states_[running()].last.forget();
  if (!engine_.wake(task)) return false;
  ++states_[running()].woken;
  if (tracer_.is_tracing()) tracer_.event(TraceEventKind::kWake, running(), task);
  return true;
}

void Executor::warn(const lockstep_warning_site& site, const char* function) {
  if (WarningRecord* const known = find_warning(observation_->warnings, site, function)) {
    known->repeated = true;
    return;
  }
  const Engine::OwnContext context(engine_);
  const unsigned task = running();
  if (tracer_.is_tracing()) {
    tracer_.event(TraceEventKind::kWarning, task, observation_->warnings.size());
  }
  const auto index = static_cast<std::uint8_t>(states_[task].index);
  observation_->warnings.push_back(
      {&site, function, static_cast<std::uint8_t>(task), index, false});
}

void Executor::on_plain(AccessKind kind, const volatile void* address, std::size_t size) {
  const bool on_heap = heap_.contains(address);
  if (on_heap) expect_allocated(address, size);
  if (watches_states_) state_recorder_.note_plain(kind, address, size);
  if (on_heap && is_write(kind)) heap_.note_write(address, size);
  if (is_write(kind)) states_[running()].last.forget();
}

// From now on, plain accesses matter, whoever else is told of them.
void* Executor::on_allocate(std::size_t size, std::size_t alignment) {
  memory_.tell_plain_accesses(*this);
  return heap_.allocate(running(), size, alignment);
}

// Races with whatever else is done to the block, as a write would.
bool Executor::on_free(void* block) {
  if (!heap_.contains(block)) return false;
  const Heap::Misuse misuse = heap_.judge_free(block);
  if (misuse == Heap::Misuse::kFreed) crash(CrashKind::kDoubleFree);
  if (misuse == Heap::Misuse::kOutside) crash(CrashKind::kBadFree);
  memory_.plain(AccessKind::kPlainWrite, block, heap_.block_at(block).size());
  heap_.free(block);
  return true;
}

std::optional<std::size_t> Executor::size_of(void* block) {
  if (!heap_.contains(block) || heap_.judge_free(block) != Heap::Misuse::kNone) return std::nullopt;
  return heap_.block_at(block).size();
}

void Executor::expect_allocated(const volatile void* address, std::size_t size) {
  const Heap::Misuse misuse = heap_.judge_access(address, size);
  if (misuse == Heap::Misuse::kFreed) crash(CrashKind::kUseAfterFree);
  if (misuse == Heap::Misuse::kOutside) crash(CrashKind::kOutOfBounds);
}

void Executor::note_on_heap(const Request& request) {
  expect_allocated(request.object, request.form.size);
  if (request.action() != LOCKSTEP_LOAD) heap_.note_write(request.object, request.form.size);
}

// Tasks have ended, or those who look at states may take them for ended: none is in an operation,
// which may keep a pointer on its stack.
bool Executor::is_at_rest(End end) const {
  if (end != End::kStopped) return end == End::kCompleted;
  const auto tasks = std::span(states_).first(program_->tasks.size());
  return std::ranges::all_of(tasks, &TaskState::idle);
}

// Shared objects and static variables are where an implementation can keep a pointer.
unsigned Executor::count_leaked() const {
  std::vector<std::span<const std::byte>> roots = statics_->bytes();
  roots.emplace_back(reinterpret_cast<const std::byte*>(objects_.get()), lockstep_objects_size());
  return heap_.count_leaked(roots);
}

void Executor::stop_at_next_access() {
  Instrumentation::stop_at_next_access([] { CrashGuard::current()->end_loop(); });
}

void Executor::crash(CrashKind kind) {
  const unsigned task = running();
  crash_kind_ = kind;
  if (tracer_.is_tracing()) tracer_.crash(kind);
  observation_->final.crash_task = static_cast<std::uint8_t>(task);
  observation_->final.crash_index = static_cast<std::uint8_t>(states_[task].index);
  engine_.crash();
}

}  // namespace lockstep
