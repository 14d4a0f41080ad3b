// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/compare/outcome.h"
#include "lockstep/program/text.h"
#include "lockstep/stress/crash_line.h"

namespace lockstep {

/// What is run on real threads, and how often.
struct StressOptions {
  std::vector<const lockstep_implementation*> implementations;
  std::vector<NamedProgram> programs;
  std::uint64_t iterations = 5'000;  ///< of each program on each implementation
  std::uint64_t seed = 1;            ///< of the random delays
  /// What exploring a program may take, in bytes; those that take more are left out.
  std::size_t memory = std::size_t{16} << 20;
  int crash_status = 3;  ///< what the process ends with if an implementation crashes on a thread
};

/// Why a program was not run.
enum class LeftOutReason : std::uint8_t {
  kFault,          ///< it injects a fault
  kRaces,          ///< it may race by overflow, whatever the implementation
  kLacking,        ///< the implementation lacks an operation
  kTooLarge,       ///< exploring it takes too much memory
  kNotExplorable,  ///< its states cannot be told apart
  kCrashes,        ///< it crashes or runs out of steps under some schedule
};

struct LeftOutProgram {
  std::string name;
  LeftOutReason reason = LeftOutReason::kFault;
};

/// An outcome on real threads that is none of those that were explored.
struct OutsideOutcome {
  std::uint64_t iteration = 0;         ///< in which it came first
  std::uint64_t times = 0;             ///< iterations with this one or another from outside
  Observation shown;                   ///< restricted to OutcomeView::kThreads
  std::optional<Observation> nearest;  ///< the most similar of those explored, also restricted
};

/// A data race on real threads; only builds that watch for races see any.
struct ThreadRace {
  RaceRecord race;
  std::uint64_t iteration = 0;  ///< in which it was seen first
  std::string positions;        ///< of both accesses in the source, as far as they are known
};

/// What running one program on one implementation showed.
struct StressedProgram {
  std::string name;
  Program program;
  std::uint64_t iterations = 0;
  std::uint64_t explored = 0;  ///< outcomes over all interleavings, in OutcomeView::kThreads
  std::uint64_t reached = 0;   ///< of these, those that threads showed
  std::optional<OutsideOutcome> outside;
  std::vector<ThreadRace> races;  ///< each once

  /// Whether the model is wrong. After a data race, anything may come.
  bool shows_model_bug() const { return outside && races.empty(); }
};

struct StressedImplementation {
  const lockstep_implementation* implementation = nullptr;
  std::vector<StressedProgram> programs;
  std::vector<LeftOutProgram> left_out;
};

struct StressResult {
  std::vector<StressedImplementation> implementations;
  std::uint64_t seed = 0;
  bool watched_races = false;  ///< this build watches for data races
};

/// How far it has come, for people who wait.
struct StressProgress {
  std::string_view implementation;
  std::string_view program;
  bool explores = false;  ///< or runs on threads:
  std::uint64_t iterations = 0;
  std::uint64_t all_iterations = 0;
  double programs_done = 0;  ///< on all implementations, with the part of this one that is done
  double all_programs = 0;
};
using StressListener = std::function<void(const StressProgress&)>;

/// Runs one program on real threads and compares what it shows with the outcomes that are given:
/// sorted, in OutcomeView::kThreads. There must be no Executor.
StressedProgram run_on_threads(const NamedProgram& named,
                               const lockstep_implementation& implementation,
                               std::vector<OutcomeDigest> explored, const StressOptions& options,
                               CrashLine& crash_line, const StressListener& listener);

/// Explores all programs on all implementations, and then runs them on real threads: whatever they
/// show there must be among what was explored. Makes and destroys Executors; there must be none.
/// Throws NotReproducible.
StressResult stress(const StressOptions& options, const StressListener& listener);

}  // namespace lockstep
