// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>

#include "lockstep/check/check.h"
#include "lockstep/check/program_search.h"
#include "lockstep/check/random_programs.h"
#include "lockstep/check/small_program_search.h"

namespace lockstep {
namespace {

// Random programs with more operations than this are sampled and not explored.
constexpr unsigned kMostExploredOperations = 4;

constexpr unsigned kLargestProgram = 9;  // of those that are all compared

// Schedules per program and configuration: enough to meet several interleavings of what the program
// does, few enough to see many programs.
constexpr unsigned kSchedulesPerProgram = 32;

// The parts of the budget in which the corpus is looked at, and explored, unless it takes less.
constexpr double kCorpusLookPart = 0.5;
constexpr double kCorpusPart = 0.3;

// Parts of what the corpus leaves of the budget, after which small programs take over from the
// first random ones, random ones again from these, those with primitives from those without if
// primitives do not count, and programs with faults from all others: what can refute comes first,
// notes have what is left. Random programs find in a moment what small ones come to late, if they
// do not miss it: so they begin, once the smallest programs are done.
constexpr double kFirstRandomPart = 0.1;
constexpr double kSmallProgramsPart = 0.4;
constexpr double kCallersPart = 0.65;
constexpr double kContractPart = 0.7;

class Campaign {
 public:
  Campaign(Executor& executor, const lockstep_implementation& reference,
           const lockstep_implementation& variant, const CheckOptions& options,
           const CheckListener& listener)
      : options_(options),
        search_(executor, reference, variant, options, listener),
        random_(seed_of(options)),
        result_(result_of_nothing(search_.pair(), options)) {}

  CheckResult run() {
    run_phases();
    for (const Discrepancy& found : search_.collector().all()) {
      result_.list_of(found.discrepancy_class()).push_back(found);
    }
    result_.kinds = search_.collector().diverged_kinds(
        options_.primitives ? DiscrepancyClass::kInternal : DiscrepancyClass::kReachable);
    result_.shortcomings = search_.shortcomings();
    result_.explained = search_.collector().explained();
    result_.watched_pairs = search_.watched_pairs();
    result_.racy_pairs = search_.racy_pairs();
    result_.alike_racy_pairs = search_.alike_racy_pairs();
    result_.known = search_.known();
    result_.uninitialised = search_.pair().executor().uninitialised();
    result_.interrupted = options_.interrupted();
    result_.verdict = conclude(result_);
    return std::move(result_);
  }

 private:
  static std::uint64_t seed_of(const CheckOptions& options) {
    if (options.share.count == 1) return options.seed;
    Random seeds(options.seed);
    for (unsigned i = 0; i < options.share.index; ++i) seeds.next();
    return seeds.next();
  }

  void run_phases() {
    run_corpus(DiscrepancyClass::kReachable);
    search_.collector().decide_postponed(search_.pairs());
    const double left = 1 - search_.spent_part();
    const auto up_to = [left](double part) { return 1 - left * (1 - part); };
    SmallProgramSearch small_programs(search_, options_, up_to(kSmallProgramsPart));
    small_programs.run_up_to(1);
    run_random_programs(DiscrepancyClass::kReachable, up_to(kFirstRandomPart));
    small_programs.run_up_to(kLargestProgram);
    result_.small_programs = small_programs.sizes();
    const double contract_end = options_.faults ? up_to(kContractPart) : 1;
    run_random_programs(DiscrepancyClass::kReachable,
                        options_.primitives ? contract_end : up_to(kCallersPart));
    search_.collector().decide_postponed(search_.pairs());
    if (!options_.primitives) {
      run_corpus(DiscrepancyClass::kInternal);
      run_random_programs(DiscrepancyClass::kInternal, contract_end);
    }
    if (options_.faults) {
      run_corpus(DiscrepancyClass::kOutOfContract);
      run_random_programs(DiscrepancyClass::kOutOfContract, 1);
    }
  }

  // Those of this class. Most of what differs shows at the first glance, and what is explored after
  // that is much more.
  void run_corpus(DiscrepancyClass what) {
    search_.begin_phase("corpus");
    const bool counts = what == DiscrepancyClass::kReachable;
    for_each_of(in_order(), what, [&](const NamedProgram& named) {
      return search_.for_each_configuration(
          named.program, counts ? kCorpusLookPart : 1, [&](const Program& program) {
            ++result_.corpus.programs;
            search_.run_own_schedule(program, result_.corpus);
            search_.run_sampled_schedules(program, kSchedulesPerProgram, result_.corpus);
          });
    });
    for_each_of(smallest_first(), what, [&](const NamedProgram& named) {
      bool too_large = false;  // in one configuration is in all of them
      search_.for_each_configuration(named.program, counts ? kCorpusPart : 1,
                                     [&](const Program& program) {
                                       if (!too_large) {
                                         too_large = !search_.explore(program, result_.corpus);
                                       }
                                     });
      return true;
    });
  }

  using Programs = std::vector<const NamedProgram*>;

  Programs in_order() const {
    Programs programs;
    for (std::size_t i = 0; i < options_.corpus.size(); ++i) {
      if (options_.share.has(i)) programs.push_back(&options_.corpus[i]);
    }
    return programs;
  }

  // A few large ones would take the time that is there for all.
  Programs smallest_first() const {
    Programs programs = in_order();
    std::ranges::stable_sort(
        programs, {}, [](const NamedProgram* named) { return count_operations(named->program); });
    return programs;
  }

  template <typename Visit>
  void for_each_of(const Programs& programs, DiscrepancyClass what, Visit visit) {
    for (const NamedProgram* const named : programs) {
      if (search_.class_of(named->program) != what) continue;
      if (!search_.pair().operations().contains(named->program)) continue;
      result_.corpus_cut_short |= !visit(*named);
    }
  }

  void run_random_programs(DiscrepancyClass what, double part) {
    search_.begin_phase("random programs");
    const bool callers = what == DiscrepancyClass::kReachable;
    RandomPrograms programs(options_.corpus, what == DiscrepancyClass::kOutOfContract,
                            callers ? search_.caller_operations() : search_.pair().operations());
    while (!search_.spent(part)) {
      const Program next = programs.next(random_);
      if (what == DiscrepancyClass::kInternal && !has_primitive(next)) continue;
      search_.sample_with(random_.next());
      search_.for_each_configuration(next, 1, [&](const Program& program) {
        ++result_.random.programs;
        search_.run_own_schedule(program, result_.random);
        if (count_operations(program) <= kMostExploredOperations) {
          search_.explore(program, result_.random);
        }
        search_.run_sampled_schedules(program, kSchedulesPerProgram, result_.random);
      });
    }
  }

  const CheckOptions& options_;
  ProgramSearch search_;
  Random random_;
  CheckResult result_;
};

std::vector<LeftOutTotals> count_left_out(const PairRunner& pair, const CheckOptions& options) {
  const Faults faults = options.faults ? Faults::kCompared : Faults::kLeftOut;
  std::vector<LeftOutTotals> totals;
  for (LeftOutOperations& operations : find_left_out(pair.reference(), pair.variant(), faults)) {
    const auto programs = std::ranges::count_if(options.corpus, [&](const NamedProgram& named) {
      return (options.faults || !has_fault(named.program)) && operations.any_in(named.program);
    });
    totals.push_back({std::move(operations), static_cast<std::uint64_t>(programs)});
  }
  return totals;
}

}  // namespace

CheckResult result_of_nothing(const PairRunner& pair, const CheckOptions& options) {
  CheckResult result;
  result.primitives = options.primitives;
  result.configurations = options.configurations;
  result.changes = options.changes;
  result.known = options.known;
  result.left_out = count_left_out(pair, options);
  result.watched_races = watches_races();
  result.asked_sanitizer = has_thread_sanitizer();
  return result;
}

CheckResult check(Executor& executor, const lockstep_implementation& reference,
                  const lockstep_implementation& variant, const CheckOptions& options,
                  const CheckListener& listener) {
  executor.set_uninitialised(Uninitialised::kAsLeft);  // whatever others read
  return Campaign(executor, reference, variant, options, listener).run();
}

}  // namespace lockstep
