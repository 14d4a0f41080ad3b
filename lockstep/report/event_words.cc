// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/event_words.h"

#include <fmt/format.h>

#include <array>

#include "lockstep/compare/describe.h"
#include "lockstep/report/event_text.h"

namespace lockstep {
namespace {

class RowMaker {
 public:
  RowMaker(const ReplayedPair& replayed, ReplayedSide side, InterleavingDetail detail,
           const EventWords& words)
      : program_(replayed.program),
        replay_(replayed.*side),
        detail_(detail),
        words_(words),
        values_(differing_values(replayed, side)) {}

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
      add(running_, words_.left(states_[running_].operation));
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
        add_return(replay_.observation.operations[event.record]);
        break;
      case TraceEventKind::kSleep:
        state.started = false;
        add(event.task, words_.sleeps(state.operation));
        break;
      case TraceEventKind::kWake:
        add(event.task, words_.wakes(program_.tasks[event.record].name));
        break;
      case TraceEventKind::kWarning:
        add(event.task, words_.wrong(describe_warning(replay_.observation.warnings[event.record])));
        break;
    }
  }

  void add_return(const OperationRecord& record) {
    std::string text = words_.returned(record);
    if (values_.are_seen_after(record)) text += fmt::format(" ({})", values_.text);
    add(record.task, std::move(text));
  }

  void add_step(const TraceEvent& event) {
    const StepRecord& step = replay_.trace.steps[event.record];
    std::string text = "  " + describe_access(step);
    if (step.has_value) text += " " + describe_value(step);
    add(event.task, std::move(text));
  }

  void add_end() {
    const FinalRecord& final = replay_.observation.final;
    if (final.end == End::kCrash) {
      add(final.crash_task, words_.wrong(fmt::format("{} in {}", describe_crash(final.crash),
                                                     states_[final.crash_task].operation)));
    }
    if (final.end == End::kOutOfSteps && running_ != kNoTask)
      add(running_, words_.wrong("out of steps"));
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      if (final.asleep.contains(task)) add(task, words_.wrong("never wakes up"));
    }
    if (values_.are_seen_at_the_end() && running_ != kNoTask) {
      add(running_, words_.ended(values_.text));
    }
    for (const RaceRecord& race : replay_.observation.races) {
      add(0, words_.wrong("data race: " + describe_race(race)));
    }
  }

  const Program& program_;
  const Replay& replay_;
  const InterleavingDetail detail_;
  const EventWords& words_;
  const DifferingValues values_;
  std::array<TaskState, kMaxTasks> states_;
  unsigned running_ = kNoTask;
  std::vector<InterleavingRow> rows_;
};

}  // namespace

std::vector<InterleavingRow> rows_in_words(const ReplayedPair& replayed, ReplayedSide side,
                                           InterleavingDetail detail, const EventWords& words) {
  return RowMaker(replayed, side, detail, words).make();
}

}  // namespace lockstep
