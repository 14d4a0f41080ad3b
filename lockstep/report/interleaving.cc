// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include <fmt/format.h>

#include <array>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

const char* name_of(lockstep_access access) {
  switch (access) {
    case LOCKSTEP_READ:
      return "read";
    case LOCKSTEP_WRITE:
      return "write";
    case LOCKSTEP_UPDATE:
      return "update";
    case LOCKSTEP_BLOCK:
      return "about to sleep:";
    case LOCKSTEP_WAKE:
      break;
  }
  return "wake";
}

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
        state = {operation_of(event), false};
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

  // Of an event that begins one: what its record would be called.
  std::string operation_of(const TraceEvent& event) const {
    const Operation& operation = replay_.trace.operations[event.record];
    OperationRecord record;
    record.task = event.task;
    record.index = event.index;
    record.code = static_cast<std::uint8_t>(operation.code);
    record.target = static_cast<std::uint8_t>(operation.operands[0]);
    return describe_operation(program_, record);
  }

  void add_step(const TraceEvent& event) {
    const StepRecord& step = replay_.trace.steps[event.record];
    std::string text = fmt::format("  {} {}", name_of(step.access), step.place);
    if (step.has_value) text += fmt::format(" = {}", describe_value(step));
    add(event.task, std::move(text));
  }

  static std::string describe_value(const StepRecord& step) {
    const auto value = static_cast<std::uint32_t>(step.value);
    if (step.place.ends_with("vm_refcnt")) return describe_refcount(value);
    if (step.place.ends_with("vma_writer_wait")) return step.value == 0 ? "nobody" : "a task";
    return fmt::format("{}", value);
  }

  void add_return(const TraceEvent& event) {
    const OperationRecord& record = replay_.observation.operations[event.record];
    std::string text = describe_operation(program_, record);
    const std::string result = describe_call(record);
    if (!result.empty()) text += " -> " + result;
    add(event.task, std::move(text));
  }

  // What a reader wants to know of a call that returned; nothing of those that cannot fail.
  static std::string describe_call(const OperationRecord& record) {
    const OperationCode code = record.operation_code();
    if (record.has(OperationRecord::kSkipped)) return "skipped";
    const bool enters = info(code).is_primitive && info(code).operands[1] != OperandKind::kNone;
    if (enters && record.result == 0) {
      return record.has(OperationRecord::kExclusive) ? "exclusive" : "detached";
    }
    switch (code) {
      case OperationCode::kMmapReadLock:
      case OperationCode::kMmapReadUnlock:
      case OperationCode::kMmapWriteLock:
      case OperationCode::kMmapWriteUnlock:
      case OperationCode::kMmapWriteDowngrade:
      case OperationCode::kVmaEndRead:
      case OperationCode::kVmaStartWrite:
      case OperationCode::kVmaMarkAttached:
      case OperationCode::kVmaMarkDetached:
      case OperationCode::kVmaReuse:
      case OperationCode::kWriteData:
      case OperationCode::kExitExclusive:
      case OperationCode::kFaultExitExclusive:
      case OperationCode::kSendSigkill:
      case OperationCode::kSendSignal:
      case OperationCode::kWakeUpProcess:
      case OperationCode::kFaultSetRefcount:
      case OperationCode::kFaultPut:
      case OperationCode::kFaultFailWait:
        return "";
      default:
        return describe_result(code, record.result);
    }
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
