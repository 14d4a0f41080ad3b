// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <array>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/record_values.h"
#include "lockstep/report/html/space_time.h"
#include "lockstep/report/observation_text.h"

namespace lockstep {
namespace {

using Kind = SpaceTimeEventKind;

SpaceTimeValues shown_values(const OperationRecord& record) {
  if (record.has(OperationRecord::kSkipped)) return {{kResultName, "skipped"}};
  const std::string call = describe_call(record);
  SpaceTimeValues values = {{kResultName, call.empty() ? "none" : call}};
  for (const RecordValue& value : values_of(record)) {
    if (!value.title.empty()) values.emplace_back(value.title, value.text);
  }
  return values;
}

class SideMaker {
 public:
  SideMaker(const ReplayedPair& replayed, ReplayedSide side, bool with_steps)
      : program_(replayed.program),
        replay_(replayed.*side),
        differing_(differing_values(replayed, side)),
        with_steps_(with_steps) {}

  SpaceTimeSide make() {
    side_.name = replay_.label();
    for (const TraceEvent& event : replay_.trace.events) {
      if (next_row() == kMostSpaceTimeEvents) {
        add(Kind::kProblem, kNoTask, "more happens than is shown");
        break;
      }
      add_event(event);
    }
    add_end();
    return std::move(side_);
  }

 private:
  struct TaskState {
    std::optional<std::size_t> operation;  // that it is in
    const TraceEvent* begin = nullptr;     // of one in which it has not done anything yet
    std::optional<std::size_t> sleep;
  };

  std::size_t next_row() const { return side_.events.size(); }

  void add(Kind kind, unsigned task, std::string text, std::string value = "") {
    const auto operation = task == kNoTask ? std::nullopt : states_[task].operation;
    side_.events.push_back({kind, task, next_row(), std::move(text), std::move(value), operation});
  }

  // A task runs on into its next operation, and may do nothing there before others have gone on: it
  // is shown to begin with the first thing that happens in it.
  void add_event(const TraceEvent& event) {
    TaskState& state = states_[event.task];
    if (event.kind == TraceEventKind::kBegin) {
      state.begin = &event;
      return;
    }
    if (state.begin) add_begin(*std::exchange(state.begin, nullptr));
    switch (event.kind) {
      case TraceEventKind::kBegin:
        break;
      case TraceEventKind::kStep:
        if (with_steps_) add_step(event);
        break;
      case TraceEventKind::kReturn:
        add_return(event.task, replay_.observation.operations[event.record]);
        break;
      case TraceEventKind::kSleep:
        states_[event.task].sleep = side_.sleeps.size();
        side_.sleeps.push_back({event.task, next_row(), next_row()});
        add(Kind::kSleep, event.task, "sleeps");
        break;
      case TraceEventKind::kWake:
        add_wake(event.task, static_cast<unsigned>(event.record));
        break;
      case TraceEventKind::kWarning:
        add(Kind::kProblem, event.task,
            describe_warning(replay_.observation.warnings[event.record]));
        break;
    }
  }

  void add_begin(const TraceEvent& event) {
    const Operation& operation = replay_.trace.operations[event.record];
    begin(event.task, event.index, describe_begun_operation(program_, replay_.trace, event));
    if (info(operation.code).is_signal) {
      side_.arrows.push_back(
          {true, event.task, static_cast<unsigned>(operation.operands[0]), next_row()});
    }
    add(Kind::kBegin, event.task, side_.operations.back().text);
  }

  void begin(unsigned task, unsigned index, std::string text) {
    states_[task].operation = side_.operations.size();
    side_.operations.push_back({task, index, next_row(), next_row(), std::move(text), {}});
  }

  void add_step(const TraceEvent& event) {
    const StepRecord& step = replay_.trace.steps[event.record];
    add(Kind::kStep, event.task, describe_access(step), describe_value(step));
  }

  void add_wake(unsigned task, unsigned woken) {
    side_.arrows.push_back({false, task, woken, next_row()});
    if (const auto sleep = std::exchange(states_[woken].sleep, {})) {
      side_.sleeps[*sleep].last_row = next_row();
    }
    add(Kind::kWake, task, "wakes " + program_.tasks[woken].name);
  }

  // What is skipped has not begun.
  void add_return(unsigned task, const OperationRecord& record) {
    const bool skipped = !states_[task].operation;
    if (skipped) begin(task, record.index, describe_operation(program_, record));
    SpaceTimeOperation& operation = side_.operations[*states_[task].operation];
    operation.last_row = next_row();
    operation.values = shown_values(record);
    add(skipped ? Kind::kSkip : Kind::kReturn, task, skipped ? operation.text : "returns",
        returned(record));
    states_[task].operation.reset();
  }

  std::string returned(const OperationRecord& record) const {
    std::string result = describe_call(record);
    if (!differing_.are_seen_after(record)) return result;
    return fmt::format("{}{}({})", result, result.empty() ? "" : " ", differing_.text);
  }

  void add_end() {
    const FinalRecord& final = replay_.observation.final;
    if (differing_.are_seen_at_the_end()) add(Kind::kEnd, kNoTask, "at the end", differing_.text);
    TaskState& crashed = states_[final.crash_task];
    if (final.end == End::kCrash && crashed.begin) add_begin(*crashed.begin);
    if (final.end == End::kCrash) {
      add(Kind::kProblem, final.crash_task, "crash: " + std::string(describe_crash(final.crash)));
    }
    if (final.end == End::kOutOfSteps) add(Kind::kProblem, kNoTask, "out of steps");
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      if (final.asleep.contains(task))
        add(Kind::kProblem, task, describe_endless_wait(final, task));
    }
    for (const RaceRecord& race : replay_.observation.races) {
      add(Kind::kProblem, kNoTask, "data race: " + describe_race(race));
    }
    end_what_goes_on();
  }

  void end_what_goes_on() {
    if (side_.events.empty()) return;
    for (const TaskState& state : states_) {
      if (state.operation) side_.operations[*state.operation].last_row = next_row() - 1;
      if (state.sleep) side_.sleeps[*state.sleep].last_row = next_row() - 1;
    }
  }

  const Program& program_;
  const Replay& replay_;
  const DifferingValues differing_;
  const bool with_steps_;
  std::array<TaskState, kMaxTasks> states_;
  SpaceTimeSide side_;
};

}  // namespace

SpaceTimeSide make_space_time_side(const ReplayedPair& replayed, ReplayedSide side,
                                   bool with_steps) {
  return SideMaker(replayed, side, with_steps).make();
}

}  // namespace lockstep
