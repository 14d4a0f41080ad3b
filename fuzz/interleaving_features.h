// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "fuzz/fuzz_options.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"

namespace lockstep {

/// How many features of each kind there are; they are told apart by hashes.
inline constexpr std::uint32_t kReadsFromFeatures = 2048;
inline constexpr std::uint32_t kStateFeatures = 512;
inline constexpr std::uint32_t kFeatures = kReadsFromFeatures + kStateFeatures;

/// Tells a fuzzer what is new about an interleaving; otherwise it would see only which lines of
/// code were run:
/// - reads-from: which write of another task each read of a shared object saw (Wolff, Shi, Duck,
///   Mathur, Roychoudhury: "Greybox fuzzing for concurrency testing", ASPLOS 2024). An access is
///   named by its operation and its place among the accesses of that operation.
/// - states: the class of the lock's state after an operation, with the operation and its result.
///
/// The features depend on the execution alone. Collecting them allocates nothing.
class InterleavingFeatures {
 public:
  /// Collects features of executions on these objects.
  InterleavingFeatures(const lockstep_objects& objects, FeedbackKinds kinds);

  /// Calls mark(feature), below kFeatures, for each feature of an execution; some more than once.
  /// Executions of the two sides have features of their own.
  template <typename Mark>
  void collect(const Observation& observation, bool is_variant, Mark mark) {
    salt_ = is_variant ? 1 : 0;
    if (kinds_.reads_from) collect_reads(observation, mark);
    if (kinds_.states) collect_states(observation, mark);
  }

 private:
  /// An access as an event.
  using Event = std::uint32_t;

  struct Cell {
    std::uint32_t execution = 0;  // in which it was written last
    Event writer = 0;             // by whom
    std::uint8_t task = 0;
  };

  /// The position of a task: in which operation, and at which of its accesses.
  struct Position {
    std::uint8_t code = 0;
    std::uint8_t access = 0;
  };

  // Operations that never returned have no record to tell their code.
  static constexpr std::uint8_t kUnknownCode = kOperationCodes;

  template <typename Mark>
  void collect_reads(const Observation& observation, Mark mark) {
    begin(observation);
    for (const Step step : observation.steps) {
      const std::uint32_t feature = take_step(step);
      if (feature < kReadsFromFeatures) mark(feature);
      pass_records(observation);
    }
  }

  template <typename Mark>
  void collect_states(const Observation& observation, Mark mark) const {
    for (const OperationRecord& record : observation.operations) {
      mark(kReadsFromFeatures + state_feature(record));
    }
    mark(kReadsFromFeatures + end_feature(observation));
  }

  void begin(const Observation& observation);
  std::uint32_t take_step(Step step);
  void pass_records(const Observation& observation);
  std::uint32_t state_feature(const OperationRecord& record) const;
  std::uint32_t end_feature(const Observation& observation) const;
  Cell* cell_of(const volatile void* object);

  const FeedbackKinds kinds_;
  const volatile char* const first_;  // of the objects
  std::vector<Cell> cells_;           // of all objects, 4 bytes each
  std::uint32_t execution_ = 0;
  std::uint32_t salt_ = 0;
  std::uint32_t steps_ = 0;      // taken so far
  std::size_t next_record_ = 0;  // of the operations
  std::array<Position, kMaxTasks> positions_ = {};
  std::vector<std::uint8_t> next_codes_;  // per record, the operation that its task makes next
};

}  // namespace lockstep
