// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/check/result.h"
#include "lockstep/explore/program_count.h"
#include "lockstep/explore/state_table.h"
#include "lockstep/program/operation_set.h"

namespace lockstep {

/// What is to be proved, and with what.
struct ProofOptions {
  ProgramBound bound;
  OperationSet operations;  ///< that programs are made of; all within the contract
  std::vector<Configuration> configurations{kAllConfigurations.begin(), kAllConfigurations.end()};
  unsigned jobs = 1;                              ///< processes
  std::size_t memory = std::size_t{4} << 30;      ///< bytes, of each of them, more or less
  bool verify = false;                            ///< compare states in full, not only their keys
  StateKey key_mask = kWholeKey;                  ///< see ExploreLimits
  std::string checkpoint;                         ///< file to keep what was done in; may be empty
  std::string identity;                           ///< of both implementations; see Checkpoint
  std::optional<std::chrono::milliseconds> time;  ///< to end after; what is done then is reported
  /// Asked several times a second: whether to end early.
  std::function<bool()> interrupted = [] { return false; };
};

/// How the programs of one size were compared.
enum class ProofMethod : std::uint8_t {
  kLockstep,   ///< all at once, pair of states by pair of states
  kHistories,  ///< all at once, whatever steps the sides take; see HistorySearch
  kOutcomes,   ///< one by one; where the sides take different steps, by their outcome sets. At most
               ///< three tasks, one object and one owner
};

/// Whether programs are compared all at once, those of fewer operations with them.
constexpr bool is_at_once(ProofMethod method) { return method != ProofMethod::kOutcomes; }

/// All programs of up to so many operations.
struct ProofLevel {
  unsigned operations = 0;  ///< of all tasks together
  ProofMethod method = ProofMethod::kLockstep;
  bool complete = false;            ///< every one was compared
  InterleavingCount programs;       ///< in all configurations
  InterleavingCount interleavings;  ///< of all of them; by lockstep only
  std::uint64_t states = 0;         ///< pairs of states
  std::uint64_t race_states = 0;    ///< of each side by itself, with what can still race
  std::uint64_t executions = 0;
  std::size_t memory = 0;       ///< the most that a process used
  std::uint64_t undecided = 0;  ///< programs whose outcome sets are too large
};

/// Programs of a size of which some parts were not finished: nothing is claimed of them, but that
/// one of them refutes, if one does.
struct UnfinishedLevel {
  enum class Why : std::uint8_t {
    kInterrupted,  ///< the caller asked for it
    kTime,         ///< there was no more of it
    kProcesses,    ///< what happened to worker processes; `text` says it
  };
  unsigned operations = 0;
  ProofMethod method = ProofMethod::kLockstep;
  std::size_t parts = 0;
  std::size_t parts_done = 0;
  Why why = Why::kInterrupted;
  std::string text = {};
};

/// What came of it.
struct ProofResult {
  Verdict verdict = Verdict::kInconclusive;
  std::vector<ProofLevel> levels;             ///< the smallest first; the last one decided
  std::optional<Program> refuting;            ///< with a schedule; see no_smaller_refutes
  bool no_smaller_refutes = false;            ///< all programs of fewer operations were compared
  std::optional<UnfinishedLevel> unfinished;  ///< not among the levels; there is none after it
  bool needs_smaller_bound = false;           ///< only outcomes can decide; see ProofMethod
  bool watched_races = false;                 ///< data races were compared, too
};

/// How far a proof has come; for people who wait.
struct ProofProgress {
  unsigned operations = 0;
  std::size_t parts_done = 0;
  std::size_t parts = 0;
  std::uint64_t states = 0;  ///< of parts that are being worked on
};

/// Compares the variant with the reference on all programs up to the bound, in every configuration,
/// under all schedules; first all of one operation, then of up to two, and so on. Operations that a
/// side lacks are left out. Ends with the first size that refutes. Which totals come out does not
/// depend on the number of processes. A part whose process is lost is done again.
///
/// Starts processes: no Executor may exist. Throws NotReproducible, NotExplorable, StateCollision,
/// WorkerFailed, InputError (the checkpoint).
ProofResult prove(const lockstep_implementation& reference, const lockstep_implementation& variant,
                  const ProofOptions& options,
                  const std::function<void(const ProofProgress&)>& on_progress);

}  // namespace lockstep
