// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include <fmt/format.h>

#include <array>

#include "lockstep/compare/describe.h"
#include "lockstep/report/event_text.h"

namespace lockstep {
namespace {

class RowMaker {
 public:
  RowMaker(const Program& program, const Replay& replay, InterleavingDetail detail)
      : program_(program), replay_(replay), detail_(detail) {}

  std::vector<InterleavingRow> make() {
    for (const TraceEvent& event : replay_.trace.events) {
      note_switch(event.task);
      add_event(event);
    }
    add_end();
    return std::move(rows_);
  }

 private:
  struct TaskState {
    std::string operation;  // that the task is in; empty between operations
    bool started = false;   // with a step of it since it was last shown
  };

  void add(unsigned task, std::string text) { rows_.push_back({task, std::move(text)}); }

  // Somebody else goes on: show where the task was left.
  void note_switch(unsigned task) {
    if (task == running_) return;
    if (running_ != kNoTask && states_[running_].started) {
      add(running_, states_[running_].operation + " ...");
      states_[running_].started = false;
    }
    running_ = task;
  }

  void add_event(const TraceEvent& event) {
    TaskState& state = states_[event.task];
    switch (event.kind) {
      case TraceEventKind::kBegin:
        state = {describe_begun_operation(program_, replay_.trace, event), false};
        break;
      case TraceEventKind::kStep:
        state.started = true;
        if (detail_ == InterleavingDetail::kSteps) add_step(event);
        break;
      case TraceEventKind::kReturn:
        state = {};
        add_return(event);
        break;
      case TraceEventKind::kSleep:
        state.started = false;
        add(event.task, state.operation + " sleeps");
        break;
      case TraceEventKind::kWake:
        add(event.task, fmt::format("wakes {}", program_.tasks[event.record].name));
        break;
      case TraceEventKind::kWarning:
        add(event.task, "! " + describe_warning(replay_.observation.warnings[event.record]));
        break;
    }
  }

  void add_step(const TraceEvent& event) {
    const StepRecord& step = replay_.trace.steps[event.record];
    std::string text = "  " + describe_access(step);
    if (step.has_value) text += " = " + describe_value(step);
    add(event.task, std::move(text));
  }

  void add_return(const TraceEvent& event) {
    const OperationRecord& record = replay_.observation.operations[event.record];
    std::string text = describe_operation(program_, record);
    const std::string result = describe_call(record);
    if (!result.empty()) text += " -> " + result;
    add(event.task, std::move(text));
  }

  void add_end() {
    const FinalRecord& final = replay_.observation.final;
    if (final.end == End::kCrash) {
      add(final.crash_task, fmt::format("! {} in {}", describe_crash(final.crash),
                                        states_[final.crash_task].operation));
    }
    if (final.end == End::kOutOfSteps && running_ != kNoTask) add(running_, "! out of steps");
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      if (final.asleep.contains(task)) add(task, "! never wakes up");
    }
    for (const RaceRecord& race : replay_.observation.races) {
      add(0, "! data race: " + describe_race(race));
    }
  }

  const Program& program_;
  const Replay& replay_;
  const InterleavingDetail detail_;
  std::array<TaskState, kMaxTasks> states_;
  unsigned running_ = kNoTask;
  std::vector<InterleavingRow> rows_;
};

}  // namespace

std::vector<InterleavingRow> interleaving_rows(const Program& program, const Replay& replay,
                                               InterleavingDetail detail) {
  return RowMaker(program, replay, detail).make();
}

}  // namespace lockstep
