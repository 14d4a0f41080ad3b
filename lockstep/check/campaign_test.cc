// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/check/check.h"
#include "lockstep/program/text.h"
#include "tests/check_result_text.h"
#include "tests/made_up_implementation.h"
#include "tests/nondeterministic.h"
#include "tests/uninitialised.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

lockstep_implementation crashes() {
  return before_with(&lockstep_implementation::vma_start_read_locked,
                     made_up_start_read_locked_crashes);
}

CheckOptions pairs(std::uint64_t runs) {
  CheckOptions options;
  options.runs = runs;
  return options;
}

CheckResult run(const lockstep_implementation& variant, const CheckOptions& options,
                const CheckListener& listener = {}) {
  Executor executor;
  return check(executor, before(), variant, options, listener);
}

TEST(Check, GivesTheSameResultTwiceForTheSameSeedAndNumberOfPairs) {
  for (const std::uint64_t seed : {1u, 2u}) {
    CheckOptions options = pairs(10'000);
    options.seed = seed;
    options.corpus = {{"one", parse_program("vma 0 attached\ntask a: vma_start_read 0")}};
    const std::string first = text_of(run(before_that_warns(), options));
    EXPECT_EQ(text_of(run(before_that_warns(), options)), first);
  }
}

TEST(Check, UpholdsTheReferenceAgainstItselfInAllSearches) {
  CheckOptions options = pairs(20'000);
  options.corpus = {{"one", parse_program("vma 0 attached\ntask a: vma_start_read 0")}};
  const CheckResult result = run(before(), options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld);
  EXPECT_EQ(result.pairs(), 20'000u);
  EXPECT_EQ(result.corpus.programs, kAllConfigurations.size());
  EXPECT_EQ(result.corpus.complete, result.corpus.programs);
  ASSERT_GE(result.small_programs.size(), 2u);
  EXPECT_TRUE(result.small_programs[0].all);
  EXPECT_EQ(result.small_programs[0].totals.programs, 26 * kAllConfigurations.size());
  EXPECT_GT(result.random.programs, 100u);
  EXPECT_TRUE(result.out_of_contract.empty());
}

TEST(Check, UpholdsAVariantThatOnlyTakesMoreSteps) {
  CheckOptions options = pairs(5'000);
  options.faults = false;
  options.corpus = {{"attach", parse_program("vma 0 detached\n"
                                             "task a: mmap_write_lock; vma_start_write 0; "
                                             "vma_mark_attached 0; mmap_write_unlock\n"
                                             "task b: vma_start_read 0\n"
                                             "schedule: a*5 b* a*\n")}};
  const CheckResult result = run(
      before_with(&lockstep_implementation::vma_mark_attached, made_up_mark_attached_looks_twice),
      options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld) << text_of(result);
  EXPECT_GT(result.explained, 0u);
}

TEST(Check, RefutesAVariantWithAReachableDiscrepancy) {
  const CheckResult result = run(before_that_warns(), pairs(20'000));
  EXPECT_EQ(result.verdict, Verdict::kRefuted);
  ASSERT_EQ(result.reachable.size(), 1u);
  EXPECT_EQ(print_program(result.reachable[0].reproducer),
            "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\n"
            "task reader: vma_start_read 0; vma_start_read 0\n");
}

// Whatever it has to hold for the sides to differ. What one variant reads says nothing of the next.
TEST(Check, RefutesAVariantForWhatItDoesWithMemoryThatWasNeverWritten) {
  Executor executor;
  const auto check_trylock = [&](bool (*trylock)(mm_struct*)) {
    return check(executor, before(),
                 before_with(&lockstep_implementation::mmap_read_trylock, trylock), pairs(2'000),
                 {});
  };
  for (const auto trylock :
       {locks_if_uninitialised, locks_if_uninitialised_is_ones, fails_if_uninitialised}) {
    const CheckResult result = check_trylock(trylock);
    EXPECT_EQ(result.verdict, Verdict::kRefuted);
    EXPECT_NE(executor.uninitialised(), Uninitialised::kAsLeft);
    EXPECT_EQ(check_trylock(before().mmap_read_trylock).verdict, Verdict::kUpheld);
    EXPECT_EQ(executor.uninitialised(), Uninitialised::kAsLeft);
  }
  EXPECT_EQ(check_trylock(looks_if_uninitialised).verdict, Verdict::kInconclusive);
}

TEST(Check, EndsWithAResultOrAnErrorIfAVariantIsNotDeterministic) {
  const unsigned errors = count_errors_by_chance(
      [](const lockstep_implementation& variant) { run(variant, pairs(2'000)); });
  EXPECT_GT(errors, 10u);
}

TEST(Check, RefutesAVariantThatCrashes) {
  const CheckResult result = run(crashes(), pairs(20'000));
  ASSERT_EQ(result.reachable.size(), 1u);
  EXPECT_EQ(result.reachable[0].difference.kind(), DifferenceKind::kCrash);
  const Program& reproducer = result.reachable[0].reproducer;
  EXPECT_EQ(count_operations(reproducer), 2u) << "one takes mmap_lock, in whichever way";
  EXPECT_THAT(print_program(reproducer), HasSubstr("; vma_start_read_locked 0\n"));
}

TEST(Check, DoesNotLookBeyondTheContractUnlessItMay) {
  const auto keeps_its_count = [](vm_area_struct*) {};
  const auto variant = before_with(&lockstep_implementation::fault_put, +keeps_its_count);
  CheckOptions options = pairs(20'000);
  options.corpus = {{"fault", parse_program("vma 0 attached\ntask a: fault_put 0")}};
  const CheckResult with_faults = run(variant, options);
  EXPECT_EQ(with_faults.verdict, Verdict::kUpheld);
  EXPECT_FALSE(with_faults.out_of_contract.empty());
  options.faults = false;
  const CheckResult without_faults = run(variant, options);
  EXPECT_EQ(without_faults.verdict, Verdict::kUpheld);
  EXPECT_TRUE(without_faults.out_of_contract.empty());
  EXPECT_EQ(without_faults.corpus.programs, 0u);
}

TEST(Check, StopsAtTheFirstReachableDiscrepancyIfAskedTo) {
  CheckOptions options = pairs(20'000);
  options.stop_at_first = true;
  const CheckResult result = run(before_that_warns(), options);
  ASSERT_EQ(result.reachable.size(), 1u);
  // What was being explored then is counted to its end.
  EXPECT_GE(result.pairs(), result.reachable[0].found_after);
  EXPECT_LE(result.pairs(), result.reachable[0].found_after + 100);
}

TEST(Check, StopsAtTheFirstNoteIfAskedTo) {
  CheckOptions options = pairs(20'000);
  options.corpus = {{"fault", parse_program("vma 0 attached\ntask a: fault_put 0")}};
  options.stop_at_note = true;
  const CheckResult result =
      run(before_with(&lockstep_implementation::fault_put, made_up_put_warns), options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld);
  ASSERT_EQ(result.out_of_contract.size(), 1u);
  EXPECT_EQ(result.out_of_contract[0].found_after, result.pairs());
  EXPECT_LT(result.pairs(), 20'000u);
}

/// A corpus that takes some thousands of pairs to explore, and then a program that shows something.
std::vector<NamedProgram> large_corpus() {
  return {{"large", parse_program("vma 0 attached\ntask a: vma_start_read 0\n"
                                  "task b: vma_start_read 0\n"
                                  "task c: mmap_write_lock; vma_start_write 0\n")},
          {"small", parse_program("vma 0 attached\ntask a: vma_start_read 0; vma_start_read 0\n")}};
}

TEST(Check, LooksAtAllOfTheCorpusBeforeItExploresAnyOfIt) {
  CheckOptions options = pairs(20'000);
  options.corpus = large_corpus();
  options.stop_at_first = true;
  const CheckResult result = run(before_that_warns(), options);
  ASSERT_EQ(result.reachable.size(), 1u);
  EXPECT_LE(result.reachable[0].found_after, 2 * 32 * kAllConfigurations.size());
}

TEST(Check, LeavesAShareToSmallAndRandomProgramsHoweverMuchTheCorpusTakes) {
  CheckOptions options = pairs(20'000);
  options.corpus = large_corpus();
  const std::uint64_t corpus = run(before(), options).corpus.pairs;
  ASSERT_GT(corpus, 5'000u);
  options.runs = corpus + 1'000;
  const CheckResult result = run(before(), options);
  EXPECT_LT(result.corpus.pairs, *options.runs / 2);
  ASSERT_FALSE(result.small_programs.empty());
  EXPECT_GE(result.small_programs.front().totals.pairs, 300u);
  EXPECT_GE(result.random.pairs, 600u);
}

TEST(Check, RunsOnlyTheConfigurationsItIsAskedFor) {
  CheckOptions options = pairs(5'000);
  options.configurations = {{.debug_vm = true, .lockdep = false}};
  const CheckResult result = run(before(), options);
  EXPECT_EQ(result.configurations, options.configurations);
  EXPECT_EQ(result.small_programs[0].totals.programs, 26u);
}

TEST(Check, ComparesNothingWithoutABudget) {
  EXPECT_EQ(run(before_that_warns(), pairs(0)).verdict, Verdict::kInconclusive);
}

TEST(Check, IsInconclusiveIfItIsInterruptedBeforeItFindsAnything) {
  unsigned asked = 0;
  CheckOptions options = pairs(1'000'000);
  options.interrupted = [&] { return ++asked > 20; };
  const CheckResult result = run(before(), options);
  EXPECT_EQ(result.verdict, Verdict::kInconclusive);
  EXPECT_TRUE(result.interrupted);
  EXPECT_GT(result.pairs(), 0u);
  EXPECT_LT(result.pairs(), 100'000u);
}

TEST(Check, KeepsWhatItFoundBeforeItWasInterrupted) {
  bool found = false;
  CheckOptions options = pairs(1'000'000);
  options.interrupted = [&] { return found; };
  CheckListener listener;
  listener.on_found = [&](const Discrepancy&) { found = true; };
  const CheckResult result = run(before_that_warns(), options, listener);
  EXPECT_EQ(result.verdict, Verdict::kRefuted);
  EXPECT_TRUE(result.interrupted);
}

TEST(Check, TellsItsListenerHowFarItIsAndWhatItFound) {
  std::vector<std::string_view> phases;
  unsigned found = 0;
  CheckListener listener;
  listener.on_progress = [&](const Progress& progress) {
    if (phases.empty() || phases.back() != progress.phase) phases.push_back(progress.phase);
  };
  listener.on_found = [&](const Discrepancy&) { ++found; };
  CheckOptions options = pairs(10'000);
  options.corpus = {{"one", parse_program("task a: mmap_read_lock")}};
  run(before_that_warns(), options, listener);
  EXPECT_EQ(phases, (std::vector<std::string_view>{"corpus", "small programs", "random programs",
                                                   "small programs", "random programs"}));
  EXPECT_EQ(found, 1u);
}

TEST(Check, RunsRandomProgramsUnderTheStrategyItIsAskedFor) {
  for (const Strategy strategy : {Strategy::kMixed, Strategy::kRandom, Strategy::kPct}) {
    CheckOptions options = pairs(20'000);
    options.strategy = strategy;
    EXPECT_EQ(run(before_that_warns(), options).verdict, Verdict::kRefuted);
  }
}

/// The patch as posted, which is refuted by a writer that is killed, without some of its
/// operations.
lockstep_implementation v3_that_lacks(bool killable_write, bool killable_enter) {
  lockstep_implementation variant = *find_implementation("v3");
  variant.name = "lacks";
  if (killable_write) variant.vma_start_write_killable = nullptr;
  if (killable_enter) variant.wait_states = LOCKSTEP_WAIT_UNINTERRUPTIBLE;
  return variant;
}

CheckOptions pairs_of_killed_writers(std::uint64_t runs) {
  CheckOptions options = pairs(runs);
  options.corpus = {
      {"writes", parse_program("vma 0 attached\ntask a: mmap_write_lock; "
                               "vma_start_write_killable 0\n")},
      {"enters", parse_program("config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
                               "task a: vma_start_read 0; send_sigkill b\n"
                               "task b: mmap_write_lock; enter_exclusive 0 killable\n"
                               "schedule: a*4 b*6 a b* a*\n")},
      {"reads", parse_program("vma 0 attached\ntask a: vma_start_read 0")},
      {"fault", parse_program("vma 0 attached\ntask a: fault_enter_exclusive 0 killable")}};
  return options;
}

TEST(Check, UpholdsNothingWhereRacesMayHaveBeenLost) {
  const lockstep_implementation much =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_touches_much);
  const CheckResult result = run(much, pairs(2'000));
  EXPECT_EQ(result.shortcomings.races_lost, watches_races());
  EXPECT_EQ(result.verdict == Verdict::kUpheld, !watches_races());
  for (const Discrepancy& found : result.reachable) {
    EXPECT_NE(found.difference.kind(), DifferenceKind::kCrash)
        << "it takes long, and it is no endless loop";
  }
}

TEST(Check, LeavesNothingOutIfNothingIsLacking) {
  EXPECT_TRUE(run(before(), pairs_of_killed_writers(1'000)).left_out.empty());
}

TEST(Check, LeavesOutWhatASideLacksAndStillFindsTheRest) {
  const CheckResult result = run(v3_that_lacks(true, false), pairs_of_killed_writers(20'000));
  EXPECT_EQ(result.verdict, Verdict::kRefuted) << text_of(result);
  for (const Discrepancy& found : result.reachable) {
    EXPECT_EQ(print_program(found.reproducer).find("vma_start_write_killable"), std::string::npos);
  }
  ASSERT_EQ(result.left_out.size(), 2u);
  EXPECT_EQ(result.left_out[0].operations.name(), "vma_start_write_killable");
  EXPECT_EQ(result.left_out[1].operations.name(), "fault_start_write_killable");
  EXPECT_TRUE(result.left_out[0].operations.variant_lacks);
  EXPECT_FALSE(result.left_out[0].operations.reference_lacks);
  EXPECT_EQ(result.left_out[0].programs, 1u);
  EXPECT_EQ(result.corpus.programs, 3 * kAllConfigurations.size());
}

// Whatever refutes v3 is lacking. One in six random programs would have had some of it, and
// crashed.
TEST(Check, UpholdsAVariantThatDiffersOnlyInWhatItLacks) {
  CheckOptions options = pairs_of_killed_writers(50'000);
  options.faults = false;
  const CheckResult result = run(v3_that_lacks(true, true), options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld) << text_of(result);
  EXPECT_GT(result.random.programs, 100u);
  ASSERT_EQ(result.left_out.size(), 2u);
  EXPECT_EQ(result.left_out[0].programs, 1u);
  EXPECT_EQ(result.left_out[1].operations.name(), "enter_exclusive killable/interruptible");
  EXPECT_EQ(result.left_out[1].programs, 1u);
  EXPECT_EQ(result.corpus.programs, kAllConfigurations.size());
}

TEST(Check, LeavesFaultsOutAsWellIfASideLacksThem) {
  CheckOptions options = pairs_of_killed_writers(20'000);
  options.corpus.resize(1);
  const CheckResult result = run(before_without(&lockstep_implementation::exit_exclusive), options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld) << text_of(result);
  EXPECT_TRUE(result.out_of_contract.empty());
  ASSERT_EQ(result.left_out.size(), 5u);
  EXPECT_EQ(result.left_out[3].operations.name(), "fault_enter_exclusive");
}

// mmap_read_lock_killable would come in programs of one operation, and crash.
TEST(Check, LeavesOutByHistoriesToo) {
  lockstep_implementation variant =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_looks_twice);
  variant.mmap_read_lock_killable = nullptr;
  CheckOptions options = pairs(1'000);
  options.faults = false;
  const CheckResult result = run(variant, options);
  EXPECT_EQ(result.verdict, Verdict::kUpheld) << text_of(result);
  ASSERT_FALSE(result.small_programs.empty());
  EXPECT_TRUE(result.small_programs.front().by_histories);
  EXPECT_TRUE(result.small_programs.front().all);
  EXPECT_EQ(result.small_programs.front().totals.programs, 24 * kAllConfigurations.size());
}

}  // namespace
}  // namespace lockstep
