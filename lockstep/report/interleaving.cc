// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/compare/describe.h"
#include "lockstep/report/observation_text.h"

namespace lockstep {

DifferingValues differing_values(const ReplayedPair& replayed, ReplayedSide side) {
  const auto shown = side == &ReplayedPair::reference ? &Aspect::reference : &Aspect::variant;
  DifferingValues values;
  for (const Difference& difference : replayed.differences) {
    for (const Aspect& aspect : difference.aspects) {
      if (aspect.is_event) continue;
      if (!values.text.empty()) values.text += ", ";
      values.text += aspect.*shown;
      values.operation = difference.operation;
    }
    if (!values.text.empty()) break;
  }
  return values;
}

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
  void add_wrong(unsigned task, const std::string& what) {
    rows_.push_back({task, words_.wrong(what), true});
  }

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
        add_wrong(event.task, describe_warning(replay_.observation.warnings[event.record]));
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
      add_wrong(final.crash_task, fmt::format("{} in {}", describe_crash(final.crash),
                                              states_[final.crash_task].operation));
    }
    if (final.end == End::kOutOfSteps && running_ != kNoTask) add_wrong(running_, "out of steps");
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      if (final.asleep.contains(task)) add_wrong(task, describe_endless_wait(final, task));
    }
    if (values_.are_seen_at_the_end() && running_ != kNoTask) {
      add(running_, words_.ended(values_.text));
    }
    for (const RaceRecord& race : replay_.observation.races) {
      add_wrong(0, "data race: " + describe_race(race));
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

namespace {

/// Says what happens in as few words as possible.
class TerseWords : public EventWords {
 public:
  explicit TerseWords(const Program& program) : program_(program) {}

  std::string returned(const OperationRecord& record) const override {
    const std::string result = describe_call(record);
    return describe_operation(program_, record) + (result.empty() ? "" : " -> " + result);
  }
  std::string left(const std::string& operation) const override { return operation + " ..."; }
  std::string sleeps(const std::string& operation) const override { return operation + " sleeps"; }
  std::string wakes(const std::string& task) const override { return "wakes " + task; }
  std::string ended(const std::string& values) const override { return "at the end: " + values; }
  std::string wrong(const std::string& what) const override { return "! " + what; }

 private:
  const Program& program_;
};

}  // namespace

std::vector<InterleavingRow> interleaving_rows(const ReplayedPair& replayed, ReplayedSide side,
                                               InterleavingDetail detail) {
  return rows_in_words(replayed, side, detail, TerseWords(replayed.program));
}

namespace {

/// lengths[i][j]: of the longest common subsequence of left from i and right from j on.
std::vector<std::vector<std::size_t>> common_lengths(const std::vector<InterleavingRow>& left,
                                                     const std::vector<InterleavingRow>& right) {
  std::vector<std::vector<std::size_t>> lengths(left.size() + 1,
                                                std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = left.size(); i-- > 0;) {
    for (std::size_t j = right.size(); j-- > 0;) {
      lengths[i][j] = left[i] == right[j] ? lengths[i + 1][j + 1] + 1
                                          : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

}  // namespace

std::vector<AlignedRow> align_rows(const std::vector<InterleavingRow>& left,
                                   const std::vector<InterleavingRow>& right) {
  const auto lengths = common_lengths(left, right);
  std::vector<AlignedRow> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() || j < right.size()) {
    if (i < left.size() && j < right.size() && left[i] == right[j]) {
      rows.push_back({&left[i++], &right[j++]});
    } else if (j == right.size() || (i < left.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
      rows.push_back({&left[i++], nullptr});
    } else {
      rows.push_back({nullptr, &right[j++]});
    }
  }
  return rows;
}

}  // namespace lockstep
