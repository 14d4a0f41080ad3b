// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/result.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Verdict, IsRefutedByOneReachableDiscrepancy) {
  CheckResult result;
  result.reachable.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
  result.undecided = 1;
  EXPECT_EQ(conclude(result), Verdict::kRefuted);
}

TEST(Verdict, IsUpheldIfSomethingWasComparedAndNothingIsLeftOpen) {
  CheckResult result;
  result.corpus.pairs = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  result.corpus.pairs = 0;
  result.random.pairs = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  result.random.pairs = 0;
  result.small_programs.resize(2);
  result.small_programs[1].totals.pairs = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
  result.explained = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
}

TEST(Verdict, IsNotRefutedByWhatIsOutOfContract) {
  CheckResult result;
  result.corpus.pairs = 1;
  result.out_of_contract.resize(3);
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
}

TEST(Verdict, IsInconclusiveIfNothingWasCompared) {
  CheckResult result;
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
  result.random.programs = 7;
  result.out_of_contract.resize(1);
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
}

TEST(Verdict, IsInconclusiveIfADifferenceStayedOpenAndNothingWasComparedToTheEnd) {
  CheckResult result;
  result.corpus.pairs = 1;
  result.undecided = 1;
  EXPECT_EQ(conclude(result), Verdict::kInconclusive);
  result.corpus.complete = 1;
  EXPECT_EQ(conclude(result), Verdict::kUpheld);
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
  program.vmas.resize(1);
  program.tasks.resize(2);
  EXPECT_EQ(classify(program), DiscrepancyClass::kReachable);
  program.tasks[1].operations = {{OperationCode::kFaultPut, {}}};
  EXPECT_EQ(classify(program), DiscrepancyClass::kOutOfContract);
  EXPECT_EQ(name_of(DiscrepancyClass::kReachable), "reachable");
  EXPECT_EQ(name_of(DiscrepancyClass::kOutOfContract), "out of contract");
}

TEST(Verdict, IsUpheldOnlyIfSomethingThatChangedWasRun) {
  CheckResult result;
  result.corpus.pairs = 1;
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
