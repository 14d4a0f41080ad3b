// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lockstep/check/budget.h"
#include "lockstep/check/discrepancy_collector.h"
#include "lockstep/check/options.h"
#include "lockstep/check/result.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/executor.h"

namespace lockstep {

/// What the phases of a check have in common: compares a variant with the reference, program by
/// program, until a budget is spent, and keeps what it finds.
class ProgramSearch {
 public:
  /// All of these outlive it.
  ProgramSearch(Executor& executor, const lockstep_implementation& reference,
                const lockstep_implementation& variant, const CheckOptions& options,
                const CheckListener& listener);
  ProgramSearch(const ProgramSearch&) = delete;  // what it finds is noted in it
  ProgramSearch& operator=(const ProgramSearch&) = delete;

  PairRunner& pair() { return pair_; }
  DiscrepancyCollector& collector() { return collector_; }

  /// What a discrepancy shown by the program counts as: internal ones refute if primitives do.
  DiscrepancyClass class_of(const Program& program) const;

  /// The operations that programs are made of whose discrepancies refute.
  OperationSet caller_operations() const;

  /// Names what comes next, for progress.
  void begin_phase(std::string_view name) { phase_ = name; }
  /// The schedules that are sampled from now on follow from this.
  void sample_with(std::uint64_t seed) { sample_seed_ = seed; }

  /// Whether this part of the budget is spent (1: all of it), or searching is to end anyway.
  bool spent(double part = 1) { return stopped_ || budget_.spent(pairs_, part); }
  /// The part of the budget that is spent.
  double spent_part() const { return budget_.part(pairs_); }

  std::uint64_t pairs() const { return pairs_; }
  std::uint64_t watched_pairs() const { return watched_pairs_; }  ///< for data races
  std::uint64_t racy_pairs() const { return racy_pairs_; }        ///< of these, those that had one
  std::uint64_t alike_racy_pairs() const { return alike_racy_pairs_; }  ///< the same on both sides
  const KnownDiscrepancies& known() const { return known_; }

  /// What is wrong with an implementation, in that it is not compared as a whole.
  const Shortcomings& shortcomings() const { return shortcomings_; }
  /// Notes why something could not be explored: then it is only sampled.
  void note_not_explorable(const NotExplorable& why);

  /// Of what was not run by this class.
  void count_programs(std::uint64_t programs) { programs_ += programs; }
  void count_pairs(std::uint64_t pairs) { pairs_ += pairs; }
  void note_progress() const;

  /// Visits the program in every configuration, and counts it as one. True if there was enough of
  /// this part of the budget for all of them.
  template <typename Visit>
  bool for_each_configuration(const Program& program, double part, Visit visit) {
    Program configured = program;
    for (const Configuration& configuration : options_.configurations) {
      if (spent(part)) return false;
      configured.configuration = configuration;
      visit(configured);
    }
    count_programs(1);
    note_progress();
    return true;
  }

  /// Runs the program under the schedule that it has, if any.
  void run_own_schedule(const Program& program, SearchTotals& totals);

  /// Runs it under so many sampled schedules.
  void run_sampled_schedules(const Program& program, unsigned schedules, SearchTotals& totals);

  /// Compares both sides under all schedules. False if there are too many states.
  bool explore(const Program& program, SearchTotals& totals);

 private:
  void note_found(const Discrepancy& found);
  void note_pair(const Program& program, const ObservedPair& shown, SearchTotals& totals);
  void note_races(const std::vector<RaceRecord>& reference, const std::vector<RaceRecord>& variant);
  void explore_races(const Program& program, ExploreLimits limits);
  bool compare_states(const Program& program, SearchTotals& totals, bool& other_steps);

  const CheckOptions& options_;
  const CheckListener& listener_;
  Budget budget_;
  KnownDiscrepancies known_;
  PairRunner pair_;
  DiscrepancyCollector collector_;
  std::string_view phase_;
  bool stopped_ = false;
  Shortcomings shortcomings_;
  std::uint64_t sample_seed_ = 0;
  std::uint64_t programs_ = 0;
  std::uint64_t pairs_ = 0;
  std::uint64_t watched_pairs_ = 0;
  std::uint64_t racy_pairs_ = 0;
  std::uint64_t alike_racy_pairs_ = 0;
};

}  // namespace lockstep
