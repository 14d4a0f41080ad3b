// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/result.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Verdict, IsRefutedByOneReachableDiscrepancy) {
  CheckResult result;
  result.reachable.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
  result.kinds.open = {"0123456789abcdef"};
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
}

/// The result of a check that found nothing, and looked at just as much as it has to.
CheckResult compared() {
  CheckResult result;
  result.small_programs.resize(2);
  result.small_programs[0].all = true;
  result.small_programs[0].totals.pairs = kLeastPairs - 1;
  result.random = {1, 0, 1};
  return result;
}

TEST(Verdict, IsUpheldIfEnoughWasComparedAndNothingIsLeftOpen) {
  CheckResult result = compared();
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  EXPECT_EQ(first_doubt(result), Doubt::kNone);
  result.explained = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
}

TEST(Verdict, IsNotRefutedByWhatIsOutOfContract) {
  CheckResult result = compared();
  result.out_of_contract.resize(3);
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
}

TEST(Verdict, IsRefutedByWhatIsInternalOnlyIfPrimitivesAreCompared) {
  CheckResult result = compared();
  result.primitives = false;
  result.internal.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  result.primitives = true;
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
}

void expect_doubt(const CheckResult& result, Doubt doubt) {
  EXPECT_EQ(first_doubt(result), doubt);
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
}

TEST(Verdict, IsInconclusiveIfTooLittleWasCompared) {
  CheckResult result = compared();
  --result.small_programs[0].totals.pairs;
  expect_doubt(result, Doubt::kTooLittleCompared);
  result = compared();
  result.small_programs[0].all = false;
  expect_doubt(result, Doubt::kTooLittleCompared);
  result = compared();
  result.small_programs.clear();
  result.corpus.pairs = kLeastPairs;
  expect_doubt(result, Doubt::kTooLittleCompared);
  result = compared();
  result.random = {};
  result.corpus.pairs = 1;
  expect_doubt(result, Doubt::kTooLittleCompared);
}

TEST(Verdict, IsInconclusiveWhereAnImplementationIsNotComparedAsAWhole) {
  CheckResult result = compared();
  result.shortcomings = {.shares_memory = true};
  expect_doubt(result, Doubt::kSharesMemory);
  result.shortcomings = {.reads_uninitialised = true};
  expect_doubt(result, Doubt::kReadsUninitialised);
  result.shortcomings = {.races_only_reported = true};
  expect_doubt(result, Doubt::kRacesOnlyReported);
  result.shortcomings = {.races_lost = true};
  expect_doubt(result, Doubt::kRacesLost);
}

TEST(Verdict, IsInconclusiveIfNothingWasCompared) {
  CheckResult result;
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
  result.random.programs = 7;
  result.out_of_contract.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
}

TEST(Verdict, IsInconclusiveIfADifferenceStayedOpenHoweverMuchElseWasCompared) {
  CheckResult result = compared();
  result.corpus = {1, 1, 1'000'000};
  result.kinds.open = {"0123456789abcdef"};
  expect_doubt(result, Doubt::kUndecided);
}

TEST(CheckResult, CountsThePairsOfAllSearches) {
  CheckResult result;
  result.corpus.pairs = 1;
  result.random.pairs = 20;
  result.small_programs.resize(2);
  result.small_programs[0].totals.pairs = 300;
  result.small_programs[1].totals.pairs = 4000;
  EXPECT_EQ(result.pairs(), 4321u);
}

TEST(DiscrepancyClass, IsDecidedByTheReproducer) {
  Program program;
  program.objects.resize(1);
  program.tasks.resize(2);
  EXPECT_EQ(classify(program), DiscrepancyClass::kReachable);
  program.tasks[1].operations = {{vma_lock::kFaultPut, {}}};
  EXPECT_EQ(classify(program), DiscrepancyClass::kOutOfContract);
  EXPECT_EQ(name_of(DiscrepancyClass::kReachable), "reachable");
  EXPECT_EQ(name_of(DiscrepancyClass::kOutOfContract), "out of contract");
}

TEST(Verdict, IsUpheldOnlyIfSomethingThatChangedWasRun) {
  CheckResult result = compared();
  result.changes = Changes{.run = {"vma_start_read"}, .never_run = {"vma_lock_init"}};
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  result.changes->run.clear();
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
  result.reachable.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
}

TEST(EarnedVerdict, IsTheSameWhereChangesAreNotKnown) {
  for (const Verdict verdict : {Verdict::kRefuted, Verdict::kUpheld, Verdict::kInconclusive}) {
    EXPECT_EQ(earned(verdict, std::nullopt), verdict);
  }
  EXPECT_EQ(earned(Verdict::kUpheld, Changes()), Verdict::kInconclusive);
  EXPECT_EQ(earned(Verdict::kRefuted, Changes()), Verdict::kRefuted);
}

}  // namespace
}  // namespace lockstep
