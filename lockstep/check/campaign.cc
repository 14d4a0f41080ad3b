// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/campaign.h"

#include "lockstep/exec/race_reports.h"
#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/small_programs.h"
#include "lockstep/program/generator.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// Programs with more interleavings than this are run under the first so many only.
constexpr std::uint64_t kCorpusLimit = 1'000;
constexpr std::uint64_t kSmallProgramLimit = 20'000;

// Schedules per random program and configuration: enough to meet several interleavings of what the
// program does, few enough to see many programs.
constexpr unsigned kSchedulesPerProgram = 32;

// Parts of the budget after which random programs take over from small ones, and programs with
// faults from random ones without: what can refute comes first, notes have what is left.
constexpr double kSmallProgramsPart = 0.3;
constexpr double kContractPart = 0.7;

constexpr unsigned kLargestSmallProgram = 16;
constexpr unsigned kPctDepth = 3;
constexpr unsigned kLargePrograms = 8;  // one in this many is as large as programs can be

class Campaign {
 public:
  Campaign(Executor& executor, const lockstep_implementation& reference,
           const lockstep_implementation& variant, const CheckOptions& options,
           const CheckListener& listener)
      : options_(options),
        listener_(listener),
        budget_(options),
        pair_(executor, reference, variant),
        random_(options.seed),
        findings_(
            pair_, [this](const Discrepancy& found) { note_found(found); },
            [this] { return budget_.overdrawn(); }) {}

  CheckResult run() {
    result_.configurations = options_.configurations;
    result_.watched_races = watches_races();
    run_corpus(false);
    run_small_programs();
    run_random_programs(false, options_.faults ? kContractPart : 1);
    if (options_.faults) {
      run_corpus(true);
      run_random_programs(true, 1);
    }
    for (const Discrepancy& found : findings_.all()) {
      (found.discrepancy_class() == DiscrepancyClass::kReachable ? result_.reachable
                                                                 : result_.out_of_contract)
          .push_back(found);
    }
    result_.undecided = findings_.undecided();
    result_.explained = findings_.explained();
    result_.verdict = conclude(result_);
    return std::move(result_);
  }

 private:
  bool spent(double part = 1) { return stopped_ || budget_.spent(pairs_, part); }

  void note_found(const Discrepancy& found) {
    listener_.on_found(found);
    budget_.look_again();
    stopped_ |= options_.stop_at_first && found.discrepancy_class() == DiscrepancyClass::kReachable;
  }

  // Those with faults, or those without.
  void run_corpus(bool faults) {
    phase_ = "corpus";
    for (const NamedProgram& named : options_.corpus) {
      if (has_fault(named.program) != faults) continue;
      result_.corpus_cut_short |=
          !for_each_configuration(named.program, [&](const Program& program) {
            run_own_schedule(program);
            const bool complete = run_all_schedules(program, kCorpusLimit, result_.corpus);
            if (!complete) run_sampled_schedules(program, result_.corpus);
          });
    }
  }

  void run_small_programs() {
    phase_ = "small programs";
    for (unsigned size = 1; size <= kLargestSmallProgram && !spent(kSmallProgramsPart); ++size) {
      SmallProgramTotals& totals = result_.small_programs.emplace_back();
      totals.operations = size;
      totals.all = for_each_small_program(size, [&](Program& small) {
        for_each_configuration(small, [&](const Program& program) {
          run_all_schedules(program, kSmallProgramLimit, totals.totals);
        });
        return !spent(kSmallProgramsPart);
      });
    }
  }

  void run_random_programs(bool faults, double part) {
    phase_ = "random programs";
    while (!spent(part)) {
      GeneratorLimits limits;
      if (random_.one_in(kLargePrograms)) {
        limits = {kMaxTasks, kMaxOperationsPerTask, kMaxVmas, kMaxMms};
      }
      limits.faults = faults;
      const Program generated = generate_program(random_, limits);
      sample_seed_ = random_.next();
      for_each_configuration(generated, [&](const Program& program) {
        run_sampled_schedules(program, result_.sampled);
        ++result_.sampled.programs;
      });
    }
  }

  // True if there was enough of the budget for every one.
  template <typename Visit>
  bool for_each_configuration(const Program& program, Visit visit) {
    Program configured = program;
    for (const Configuration& configuration : options_.configurations) {
      if (spent()) return false;
      configured.configuration = configuration;
      visit(configured);
    }
    ++programs_;
    listener_.on_progress({phase_, programs_, pairs_, findings_.all().size()});
    return true;
  }

  // After a pair: counts it and looks at what differs.
  void note_pair(const Program& program, bool same, SearchTotals& totals) {
    ++pairs_;
    ++totals.pairs;
    if (!pair_.reference_shown().races.empty() || !pair_.variant_shown().races.empty()) {
      ++result_.racy_pairs;
    }
    if (!same) findings_.examine(program, pairs_);
  }

  // One crash per program will do: it may take long to be noticed, and leaves who knows what.
  bool has_crashed() const {
    return pair_.reference_shown().final.end == End::kCrash ||
           pair_.variant_shown().final.end == End::kCrash;
  }

  void run_own_schedule(const Program& program) {
    if (program.schedule.empty()) return;
    ScriptedScheduler scheduler(program.schedule);
    note_pair(program, pair_.run(program, scheduler), result_.corpus);
  }

  // True if all of them were run.
  bool run_all_schedules(const Program& program, std::uint64_t limit, SearchTotals& totals) {
    bool other_steps = false;
    ExhaustiveScheduler scheduler;
    const Enumeration enumeration =
        enumerate_pairs(pair_, program, limit, scheduler, [&](bool same) {
          other_steps |= !pair_.same_steps();
          const bool crashed = has_crashed();
          note_pair(program, same, totals);
          return !crashed && !spent();
        });
    ++totals.programs;
    if (other_steps) findings_.examine_outcomes(program, pairs_);
    if (enumeration.complete) ++totals.complete;
    return enumeration.complete;
  }

  void run_sampled_schedules(const Program& program, SearchTotals& totals) {
    RandomScheduler random(sample_seed_);
    PctScheduler pct(sample_seed_, kPctDepth);
    for (unsigned i = 0; i < kSchedulesPerProgram && !spent(); ++i) {
      const bool use_pct = options_.strategy == Strategy::kPct ||
                           (options_.strategy == Strategy::kMixed && i % 2 != 0);
      Scheduler& scheduler = use_pct ? static_cast<Scheduler&>(pct) : random;
      const bool same = pair_.run(program, scheduler);
      const bool crashed = has_crashed();
      note_pair(program, same, totals);
      if (crashed) return;
    }
  }

  const CheckOptions& options_;
  const CheckListener& listener_;
  Budget budget_;
  PairRunner pair_;
  Random random_;
  Findings findings_;
  CheckResult result_;
  std::string_view phase_;
  bool stopped_ = false;
  std::uint64_t sample_seed_ = 0;
  std::uint64_t programs_ = 0;
  std::uint64_t pairs_ = 0;
};

}  // namespace

CheckResult check(Executor& executor, const lockstep_implementation& reference,
                  const lockstep_implementation& variant, const CheckOptions& options,
                  const CheckListener& listener) {
  return Campaign(executor, reference, variant, options, listener).run();
}

}  // namespace lockstep
