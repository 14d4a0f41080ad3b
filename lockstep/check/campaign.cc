// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/campaign.h"

#include <algorithm>

#include "lockstep/check/random_programs.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/explore/open_program.h"
#include "lockstep/explore/open_search.h"
#include "lockstep/explore/pair_explorer.h"
#include "lockstep/explore/program_count.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/explore/small_programs.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// Programs with more states than this are explored in part only.
constexpr std::uint64_t kMostStates = 5000;

// Random programs with more operations than this are sampled and not explored.
constexpr unsigned kMostExploredOperations = 4;

// Schedules per random program and configuration: enough to meet several interleavings of what the
// program does, few enough to see many programs.
constexpr unsigned kSchedulesPerProgram = 32;

// Small programs are explored; what exploring does not look for are data races.
constexpr unsigned kSchedulesPerSmallProgram = 2;

// Parts of what the corpus leaves of the budget, after which random programs take over from small
// ones, and programs with faults from random ones without: what can refute comes first, notes have
// what is left.
constexpr double kSmallProgramsPart = 0.3;
constexpr double kContractPart = 0.7;

constexpr unsigned kLargestSmallProgram = 9;
constexpr unsigned kOperationsOfThreeTasks = 3;             // larger ones have two tasks
constexpr std::size_t kMostMemory = std::size_t{64} << 20;  // for small programs
constexpr unsigned kPctDepth = 3;

class Campaign {
 public:
  Campaign(Executor& executor, const lockstep_implementation& reference,
           const lockstep_implementation& variant, const CheckOptions& options,
           const CheckListener& listener)
      : options_(options),
        listener_(listener),
        budget_(options),
        known_(options.known),
        pair_(executor, reference, variant, &known_),
        random_(options.seed),
        findings_(
            pair_, [this](const Discrepancy& found) { note_found(found); },
            [this] { return budget_.overdrawn(); }) {}

  CheckResult run() {
    result_.configurations = options_.configurations;
    result_.watched_races = watches_races();
    count_left_out();
    run_corpus(false);
    findings_.decide_postponed(pairs_);
    const double left = 1 - budget_.part(pairs_);
    small_programs_end_ = 1 - left * (1 - kSmallProgramsPart);
    run_small_programs();
    run_random_programs(false, options_.faults ? 1 - left * (1 - kContractPart) : 1);
    findings_.decide_postponed(pairs_);
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
    result_.known = std::move(known_);
    result_.interrupted = options_.interrupted();
    result_.verdict = conclude(result_);
    return std::move(result_);
  }

 private:
  bool spent(double part = 1) { return stopped_ || budget_.spent(pairs_, part); }

  void note_found(const Discrepancy& found) {
    listener_.on_found(found);
    budget_.look_again();
    const bool reachable = found.discrepancy_class() == DiscrepancyClass::kReachable;
    stopped_ |= reachable ? options_.stop_at_first : options_.stop_at_note;
  }

  void count_left_out() {
    const Faults faults = options_.faults ? Faults::kCompared : Faults::kLeftOut;
    for (LeftOutOperations& operations :
         find_left_out(pair_.reference(), pair_.variant(), faults)) {
      const auto programs = std::ranges::count_if(options_.corpus, [&](const NamedProgram& named) {
        return (options_.faults || !has_fault(named.program)) && operations.any_in(named.program);
      });
      result_.left_out.push_back({std::move(operations), static_cast<std::uint64_t>(programs)});
    }
  }

  // Those with faults, or those without. Most of what differs shows at the first glance, and what
  // is explored after that is much more.
  void run_corpus(bool faults) {
    phase_ = "corpus";
    for_each_of_corpus(faults, [&](const NamedProgram& named) {
      return for_each_configuration(named.program, [&](const Program& program) {
        ++result_.corpus.programs;
        run_own_schedule(program, result_.corpus);
        run_sampled_schedules(program, kSchedulesPerProgram, result_.corpus);
      });
    });
    for_each_of_corpus(faults, [&](const NamedProgram& named) {
      bool too_large = false;  // in one configuration is in all of them
      return for_each_configuration(named.program, [&](const Program& program) {
        if (!too_large) too_large = !explore(program, result_.corpus);
      });
    });
  }

  template <typename Visit>
  void for_each_of_corpus(bool faults, Visit visit) {
    for (const NamedProgram& named : options_.corpus) {
      if (has_fault(named.program) != faults) continue;
      if (!pair_.operations().contains(named.program)) continue;
      result_.corpus_cut_short |= !visit(named);
    }
  }

  // All of them at once, as long as both sides take the same steps; else one by one.
  void run_small_programs() {
    phase_ = "small programs";
    for (unsigned size = 1; size <= kLargestSmallProgram && !spent(small_programs_end_); ++size) {
      SmallProgramTotals totals;
      totals.operations = size;
      if (!one_by_one_) search_small_programs(size, totals);
      if (one_by_one_) run_small_programs_one_by_one(size, totals);
      result_.small_programs.push_back(totals);
    }
  }

  void search_small_programs(unsigned size, SmallProgramTotals& totals) {
    const ProgramBound bound = {.tasks = size <= kOperationsOfThreeTasks ? 3u : 2u,
                                .operations = size};
    totals.all = true;
    totals.tasks = bound.tasks;
    for (const Configuration& configuration : options_.configurations) {
      for (const auto& vmas : vma_starts(bound)) {
        totals.all &= search_from(configuration, vmas, bound, totals);
        if (one_by_one_) return;
      }
    }
    if (!totals.all) return;
    totals.totals.programs =
        count_programs(bound, pair_.operations())[size].get_ui() * options_.configurations.size();
    totals.totals.complete = totals.totals.programs;
    programs_ += totals.totals.programs;
  }

  // True if nothing was left out.
  bool search_from(const Configuration& configuration, const std::vector<VmaStart>& vmas,
                   const ProgramBound& bound, SmallProgramTotals& totals) {
    Program start;
    start.configuration = configuration;
    start.vmas = vmas;
    start.tasks.resize(bound.tasks);
    OpenSearch search(pair_.executor(), start, pair_.reference(), pair_.variant(), bound);
    const std::uint64_t pairs_before = pairs_;
    const std::uint64_t totals_before = totals.totals.pairs;
    ExploreLimits limits;
    limits.memory = kMostMemory;
    limits.stop = [&](std::uint64_t executions) {
      pairs_ = pairs_before + executions / 2;
      totals.totals.pairs = totals_before + executions / 2;
      listener_.on_progress({phase_, programs_, pairs_, findings_.all().size()});
      return spent(small_programs_end_);
    };
    const auto on_disagreement = [&](const OpenSearch::MovePath& moves) {
      const Program program = program_of(start, search.alphabet(), moves);
      ScriptedScheduler scheduler(program.schedule);
      const bool same = pair_.run(program, scheduler);
      if (!pair_.same_steps() && !has_crashed()) one_by_one_ = true;
      if (!same && !one_by_one_) findings_.examine(program, pairs_);
      return !one_by_one_ && !spent(small_programs_end_);
    };
    try {
      return search.search(bound.operations, limits, on_disagreement).complete;
    } catch (const NotExplorable&) {
      one_by_one_ = true;
      return false;
    }
  }

  void run_small_programs_one_by_one(unsigned size, SmallProgramTotals& totals) {
    totals.tasks = 0;
    totals.totals = {};
    SmallProgramShape shape;
    shape.supported = pair_.operations();
    totals.all = for_each_small_program(size, shape, [&](Program& small) {
      for_each_configuration(small, [&](const Program& program) {
        ++totals.totals.programs;
        explore(program, totals.totals);
        run_sampled_schedules(program, kSchedulesPerSmallProgram, totals.totals);
      });
      return !spent(small_programs_end_);
    });
  }

  void run_random_programs(bool faults, double part) {
    phase_ = "random programs";
    RandomPrograms programs(options_.corpus, faults, pair_.operations());
    while (!spent(part)) {
      const Program next = programs.next(random_);
      sample_seed_ = random_.next();
      // Races that all implementations have would soon be all that there is room for.
      std::optional<Executor::RacesIgnored> ignored;
      if (may_race_by_overflow(next)) ignored.emplace(pair_.executor());
      for_each_configuration(next, [&](const Program& program) {
        ++result_.random.programs;
        run_own_schedule(program, result_.random);
        if (count_operations(program) <= kMostExploredOperations) {
          explore(program, result_.random);
        }
        run_sampled_schedules(program, kSchedulesPerProgram, result_.random);
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
    if (pair_.executor().watches_races()) ++result_.watched_pairs;
    if (!pair_.reference_shown().races.empty() || !pair_.variant_shown().races.empty()) {
      ++result_.racy_pairs;
    }
    if (!same) findings_.examine(program, pairs_);
    if (result_.racy_pairs == kMostRacyPairs && !races_ignored_) {
      races_ignored_.emplace(pair_.executor());
    }
  }

  // One crash per program will do: it may take long to be noticed, and leaves who knows what.
  bool has_crashed() const {
    return pair_.reference_shown().final.end == End::kCrash ||
           pair_.variant_shown().final.end == End::kCrash;
  }

  void run_own_schedule(const Program& program, SearchTotals& totals) {
    if (program.schedule.empty()) return;
    ScriptedScheduler scheduler(program.schedule);
    note_pair(program, pair_.run(program, scheduler), totals);
  }

  // Compares both sides under all schedules. False if there are too many states.
  bool explore(const Program& program, SearchTotals& totals) {
    try {
      bool other_steps = false;
      bool complete = compare_states(program, totals, other_steps);
      if (other_steps) complete = findings_.examine_outcomes(program, pairs_);
      if (complete) ++totals.complete;
      return complete;
    } catch (const NotExplorable&) {
      return false;  // it is only sampled
    }
  }

  // True if all pairs of states were compared. As soon as the sides take different steps, they
  // cannot be: then outcome sets decide.
  bool compare_states(const Program& program, SearchTotals& totals, bool& other_steps) {
    ExploreLimits limits;
    limits.states = kMostStates;
    limits.cost = 20 * kMostStates;
    limits.stop = [&](std::uint64_t executions) {
      return stopped_ || budget_.spent(pairs_ + executions / 2, 1);
    };
    ProgramMachine reference(pair_.executor(), program, pair_.reference());
    ProgramMachine variant(pair_.executor(), program, pair_.variant());
    PairExplorer explorer(reference, variant, limits);
    const ExploreTotals explored = explorer.explore([&](const Path& path) {
      const bool same = run_along(program, path);
      other_steps = !pair_.same_steps() && !has_crashed();
      if (!other_steps) note_pair(program, same, totals);
      return !other_steps && !has_crashed();
    });
    pairs_ += explored.executions / 2;
    totals.pairs += explored.executions / 2;
    return explored.complete;
  }

  bool run_along(const Program& program, const Path& path) {
    std::vector<Step> steps;
    for (const std::uint8_t task : path) steps.emplace_back(task);
    ReplayScheduler replay;
    replay.follow(steps);
    return pair_.run(program, replay);
  }

  void run_sampled_schedules(const Program& program, unsigned schedules, SearchTotals& totals) {
    RandomScheduler random(sample_seed_);
    PctScheduler pct(sample_seed_, kPctDepth);
    for (unsigned i = 0; i < schedules && !spent(); ++i) {
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
  KnownDiscrepancies known_;
  PairRunner pair_;
  Random random_;
  Findings findings_;
  CheckResult result_;
  std::optional<Executor::RacesIgnored> races_ignored_;
  std::string_view phase_;
  bool stopped_ = false;
  double small_programs_end_ = 1;  // the part of the budget that is spent then
  bool one_by_one_ = false;        // small programs: the sides take different steps
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
