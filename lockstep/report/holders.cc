// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <array>
#include <numeric>

#include "lockstep/report/replay_text.h"

namespace lockstep {
namespace {

// Whether it raises what an operation lowers that drops a count.
bool is_counted(const Effect& effect) {
  return effect.kind == Effect::Kind::kRaise &&
         std::ranges::any_of(kOperations, [&](const OperationInfo& operation) {
           return operation.drops_count && operation.effect.kind == Effect::Kind::kLower &&
                  operation.effect.slot == effect.slot;
         });
}

/// The read locks of one object by task, while an execution goes on.
class Holders {
 public:
  Holders(const Replay& replay, unsigned object) : replay_(replay), object_(object) {}

  void note(const TraceEvent& event) {
    switch (event.kind) {
      case TraceEventKind::kBegin:
        releases_[event.task] = is_release(replay_.trace.operations[event.record]);
        break;
      case TraceEventKind::kStep:
        release(event.task);
        break;
      case TraceEventKind::kReturn:
        release(event.task);
        if (takes(replay_.observation.operations[event.record])) ++held_[event.task];
        break;
      default:
        break;
    }
  }

  unsigned besides(unsigned task) const {
    const unsigned all = std::accumulate(held_.begin(), held_.end(), 0u);
    return task == kNoTask ? all : all - held_[task];
  }

 private:
  bool is_release(const Operation& operation) const {
    return info(operation.code).drops_count && object_of(operation) == object_;
  }

  bool takes(const OperationRecord& record) const {
    return is_counted(info(record.operation_code()).effect) && record.target == object_ &&
           record.result == 1 && !record.has(OperationRecord::kSkipped);
  }

  void release(unsigned task) {
    if (std::exchange(releases_[task], false) && held_[task] != 0) --held_[task];
  }

  const Replay& replay_;
  const unsigned object_;
  std::array<bool, kMaxTasks> releases_ = {};  // it is about to, in its operation
  std::array<unsigned, kMaxTasks> held_ = {};
};

}  // namespace

unsigned count_readers(const Replay& replay, unsigned object, const OperationRecord* returned) {
  Holders holders(replay, object);
  for (const TraceEvent& event : replay.trace.events) {
    const bool is_there = returned && event.kind == TraceEventKind::kReturn &&
                          &replay.observation.operations[event.record] == returned;
    if (is_there) break;
    holders.note(event);
  }
  return holders.besides(returned ? returned->task : kNoTask);
}

}  // namespace lockstep
