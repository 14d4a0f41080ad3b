// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/check/diverged_kind.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/exec/uninitialised.h"
#include "lockstep/import/changes.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What a check concludes about "no functional change".
enum class Verdict : std::uint8_t {
  kRefuted,       ///< there is a reachable discrepancy
  kUpheld,        ///< none was found within the bounds that the result gives
  kInconclusive,  ///< nothing was compared, or nothing to the end
};

/// "refuted", "upheld", "inconclusive"
std::string_view name_of(Verdict verdict);

/// What a verdict is worth if these are the changes between the sides, if that is known: nothing is
/// upheld unless something that is different was run.
Verdict earned(Verdict verdict, const std::optional<Changes>& changes);

/// How much of one kind of search was done. A program counts once per configuration.
struct SearchTotals {
  std::uint64_t programs = 0;
  std::uint64_t complete = 0;  ///< of these, under all their schedules
  std::uint64_t pairs = 0;     ///< pairs of executions
};

/// The small programs of one size.
struct SmallProgramTotals {
  unsigned operations = 0;
  bool all = false;           ///< every program of this size was run
  unsigned tasks = 0;         ///< those of up to so many tasks were compared
  bool by_histories = false;  ///< the sides take different steps
  SearchTotals totals;
};

/// Operations that were not compared because a side lacks them.
struct LeftOutTotals {
  LeftOutOperations operations;
  std::uint64_t programs = 0;  ///< of the corpus, with some of them: these were left out
};

/// Why an implementation is not compared as a whole, however long it is.
struct Shortcomings {
  bool shares_memory = false;        ///< see SharesMemory
  bool reads_uninitialised = false;  ///< see ReadsUninitialised
  bool races_only_reported =
      false;                ///< ThreadSanitizer saw races, of the variant alone; we did not
  bool races_lost = false;  ///< there was no room for all accesses, or races, of an execution
};

/// Why a check in which nothing refutes does not uphold either. The first that holds.
enum class Doubt : std::uint8_t {
  kNone,  ///< it does
  kInterrupted,
  kLost,  ///< worker processes ended without a result
  kNothingCompared,
  kUndecided,  ///< whether a difference is one
  kSharesMemory,
  kReadsUninitialised,
  kRacesOnlyReported,
  kRacesLost,
  kTooLittleCompared,  ///< see compared_enough()
};

/// What a check found and how far it looked. The report is derived from this alone.
struct CheckResult {
  Verdict verdict = Verdict::kInconclusive;
  std::vector<Discrepancy> reachable;        ///< in the order in which they were found
  std::vector<Discrepancy> internal;         ///< refute only if primitives count
  bool primitives = true;                    ///< they do
  std::vector<Discrepancy> out_of_contract;  ///< never refute
  KnownDiscrepancies known;                  ///< those passed over, and how often
  std::optional<Changes> changes;            ///< as in the options
  std::vector<Configuration> configurations;
  std::vector<LeftOutTotals> left_out;
  SearchTotals corpus;
  bool corpus_cut_short = false;                   ///< not all of its programs were run
  std::vector<SmallProgramTotals> small_programs;  ///< by size
  SearchTotals random;
  DivergedKinds kinds;          ///< of differences under diverged schedules
  std::uint64_t explained = 0;  ///< those that outcome sets showed to be no difference
  Shortcomings shortcomings;
  /// What memory that is never written holds, where the discrepancies show.
  Uninitialised uninitialised = Uninitialised::kAsLeft;
  bool interrupted = false;            ///< before the budget was used up
  std::string lost;                    ///< why a share of the work was not done; empty: all was
  bool watched_races = false;          ///< this build watches for data races
  bool asked_sanitizer = false;        ///< ThreadSanitizer watched, too
  std::uint64_t watched_pairs = 0;     ///< pairs of executions in which it did
  std::uint64_t racy_pairs = 0;        ///< those in which a side, or both, showed a data race,
  std::uint64_t alike_racy_pairs = 0;  ///< and of these, those with the same on both sides

  /// The list for discrepancies of this class.
  std::vector<Discrepancy>& list_of(DiscrepancyClass what);
  /// The lists of all classes.
  std::array<const std::vector<Discrepancy>*, 3> lists() const {
    return {&reachable, &internal, &out_of_contract};
  }

  /// Kinds of difference under diverged schedules that stayed open.
  std::uint64_t undecided() const { return kinds.open.size(); }
  std::uint64_t pairs() const;
  /// Programs that were compared under all their schedules.
  std::uint64_t complete() const;
};

/// Below this, a check says nothing: all programs of one operation were compared, some random ones,
/// and at least so many pairs of executions in all.
inline constexpr std::uint64_t kLeastPairs = 1'000;
bool compared_enough(const CheckResult& result);

/// Whether, and if so why, nothing can be said although nothing was found.
Doubt first_doubt(const CheckResult& result);

/// The verdict that the rest of the result stands for.
Verdict conclude(const CheckResult& result);

}  // namespace lockstep
