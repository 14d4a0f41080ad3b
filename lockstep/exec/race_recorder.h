// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/abi/objects.h"
#include "lockstep/exec/race_buffer.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/memory/race_detector.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// Keeps short what ThreadSanitizer remembers of tasks. For the stack of a race's older access it
/// goes through all that the task has done since it began to remember, which soon takes a
/// millisecond. And once its clocks have run out, it forgets by itself: in the middle of a task,
/// where that could be taken for an endless loop.
class SanitizerHistory {
 public:
  /// Called by ThreadSanitizer while it holds its locks.
  void note_race() { ++races_; }

  /// Before each execution. `progress` is the number of steps that were ever taken.
  void begin_execution(std::uint64_t progress);

 private:
  std::uint64_t races_ = 0;
  std::uint64_t begin_ = 0;  // of what is remembered
};

/// Records the data races of one execution at a time, as RaceDetector finds them, and counts what
/// ThreadSanitizer says of the same executions.
class RaceRecorder final : private RaceSink {
 public:
  /// Both must outlive the recorder.
  RaceRecorder(const Engine& engine, const lockstep_objects& objects);

  /// What has to be told of accesses. The recorder has to outlive its use.
  RaceDetector& detector() { return detector_; }

  /// An execution begins. It is not watched yet.
  void begin();

  /// Its accesses are told to the detector. If `traced`, the call stack of each access is kept.
  void watch(bool traced);

  /// It is over: it is not watched any more.
  void end();

  /// Appends its races to `races`, sorted, each once.
  void take_over(const StaticObjects& statics, std::vector<RaceRecord>& races) const;

  /// See RaceDetector::adopt_what_was_learned().
  bool adopt_what_was_learned() { return detector_.adopt_what_was_learned(); }

  /// ThreadSanitizer reports a race: a second opinion, which is compared with our own.
  void note_report(const RacingAccess& a, const RacingAccess& b);

  /// Races that ThreadSanitizer has reported in all executions, and those of them that our own
  /// detector has not seen where it watched.
  std::uint64_t reported() const { return reported_; }
  std::uint64_t only_reported() const { return only_reported_; }

  /// Executions that made so many accesses, or had so many races, that some were lost.
  std::uint64_t executions_with_losses() const { return executions_with_losses_; }

 private:
  void on_race(const Access& earlier, const Access& later, const void* address) override;
  void on_dependent_store(const Access& earlier, const Access& later, const void* address) override;
  void on_access(std::uint32_t number) override;
  RacingAccess racing(const Access& access, const void* address) const;

  const Engine& engine_;
  const lockstep_objects& objects_;
  RaceDetector detector_;
  RaceBuffer races_;
  RacingPairs dependent_stores_;          // would race, but for a control dependency
  std::vector<CallStack> access_stacks_;  // by number, if the execution is traced
  SanitizerHistory history_;
  bool is_watched_ = false;  // the execution that runs
  std::uint64_t reported_ = 0;
  std::uint64_t only_reported_ = 0;
  std::uint64_t executions_with_losses_ = 0;
};

}  // namespace lockstep
