// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "fuzz/fuzz_options.h"
#include "fuzz/interleaving_features.h"
#include "lockstep/check/discrepancy_collector.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {

/// A discrepancy that an input shows.
struct FuzzFinding {
  DifferenceKind kind = DifferenceKind::kCrash;
  std::string fingerprint;
  std::string report;
};

/// What a fuzzer calls: it reads bytes as a program with a schedule, and runs that on the reference
/// and on a variant in lockstep.
class DifferentialTarget {
 public:
  /// Throws InputError, ImplementationError. `mark` takes the features of executions;
  /// `count_coverage` is told whether code that is executed from now on counts.
  DifferentialTarget(FuzzOptions options, void (*mark)(std::uint32_t),
                     void (*count_coverage)(bool));

  /// One pair of executions. Bytes with operations that are left out are passed over, and so are
  /// those with faults unless faults are allowed. Returns what was found if both sides differ in a
  /// way that is not known. Throws NotReproducible.
  std::optional<FuzzFinding> run(std::span<const std::uint8_t> bytes);

  /// What to report at the end: pairs, which operations were left out, and how often each known
  /// discrepancy was met.
  std::string summary() const;

 private:
  void collect_features(const ObservedPair& shown);
  std::optional<FuzzFinding> examine(const ObservedPair& shown);
  std::string report(const Discrepancy& found);
  Configuration permitted_configuration() const;

  FuzzOptions options_;
  void (*const mark_)(std::uint32_t);
  void (*const count_coverage_)(bool);
  Executor executor_;
  PairRunner pair_;
  const OperationSet operations_;
  DiscrepancyCollector collector_;
  InterleavingFeatures features_;
  Program program_;
  ScriptedScheduler scheduler_;
  std::uint64_t pairs_ = 0;
  std::uint64_t passed_over_ = 0;  // for operations that are left out
  std::uint64_t undecided_ = 0;
};

}  // namespace lockstep
