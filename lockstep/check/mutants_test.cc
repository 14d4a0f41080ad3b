// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/mutants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::filesystem::path file_of(const std::string& name) {
  return std::filesystem::path(LOCKSTEP_TEST_IMPLEMENTATIONS) / (name + ".so");
}

CheckOptions pairs(std::uint64_t runs) {
  CheckOptions options;
  options.runs = runs;
  options.corpus = {{"fault", parse_program("vma 0 attached\ntask a: fault_put 0")}};
  return options;
}

MutantRun run(const lockstep_implementation& variant, Mutant mutant) {
  Executor executor;
  mutant.implementation = &variant;
  return run_mutant(executor, before(), mutant, pairs(20'000));
}

lockstep_implementation warns() { return before_that_warns(); }

lockstep_implementation warns_after_a_fault() {
  return before_with(&lockstep_implementation::fault_put, made_up_put_warns);
}

TEST(Mutant, SaysOfItselfWhatItShows) {
  const Mutant race = load_mutant(file_of("reader_does_not_acquire"));
  EXPECT_EQ(race.name, "reader_does_not_acquire");
  EXPECT_THAT(race.kinds, ElementsAre(DifferenceKind::kDataRace));
  EXPECT_TRUE(race.is_only_a_race());
  EXPECT_FALSE(race.out_of_contract);
  EXPECT_FALSE(race.is_equivalent());
  const Mutant wait = load_mutant(file_of("writer_does_not_wait"));
  EXPECT_THAT(wait.kinds, ElementsAre(DifferenceKind::kReturnCode, DifferenceKind::kRefcount));
  EXPECT_FALSE(wait.is_only_a_race());
}

TEST(Mutant, MaySayNothing) {
  const Mutant mutant = load_mutant(file_of("same_as_before"));
  EXPECT_THAT(mutant.kinds, IsEmpty());
  EXPECT_FALSE(mutant.is_only_a_race());
}

TEST(Mutant, IsRefusedIfWhatItSaysIsNotUnderstood) {
  try {
    load_mutant(file_of("says_nonsense"));
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("says_nonsense.so: expected kinds of discrepancy (crash, "));
    EXPECT_THAT(error.what(), HasSubstr("), found 'hand'"));
  }
}

TEST(Mutant, IsRefusedIfItIsNoImplementation) {
  EXPECT_THROW(load_mutant(file_of("no_table")), InputError);
}

TEST(Mutants, AreTheSharedObjectsOfAFolder) {
  const TemporaryFolder folder;
  folder.add("b.so", "");
  folder.add("a.so", "");
  folder.add("a.c", "");
  EXPECT_THAT(find_mutants(folder.path()),
              ElementsAre(folder.path() / "a.so", folder.path() / "b.so"));
  EXPECT_THROW(find_mutants(folder.path() / "missing"), InputError);
}

TEST(MutantRun, KillsWhatDiffers) {
  const MutantRun killed = run(warns(), {.kinds = {DifferenceKind::kWarning}});
  EXPECT_EQ(killed.fate, MutantFate::kKilled);
  EXPECT_EQ(killed.pairs, killed.found->found_after);
  EXPECT_TRUE(killed.as_it_should());
  EXPECT_TRUE(killed.found_as_said());
}

TEST(MutantRun, NoticesAnotherKindThanTheMutantNames) {
  const MutantRun killed = run(warns(), {.kinds = {DifferenceKind::kHang}});
  EXPECT_TRUE(killed.as_it_should());
  EXPECT_FALSE(killed.found_as_said());
  EXPECT_FALSE(run(warns(), {.out_of_contract = true}).found_as_said());
  EXPECT_TRUE(run(warns(), {}).found_as_said());
}

TEST(MutantRun, LetsWhatDoesNotDifferSurvive) {
  const MutantRun survived = run(before(), {});
  EXPECT_EQ(survived.fate, MutantFate::kSurvived);
  EXPECT_EQ(survived.pairs, 20'000u);
  EXPECT_FALSE(survived.as_it_should());
}

TEST(MutantRun, KillsByANoteOnlyWhatSaysSo) {
  const lockstep_implementation variant = warns_after_a_fault();
  EXPECT_EQ(run(variant, {}).fate, MutantFate::kSurvived);
  const MutantRun killed = run(variant, {.out_of_contract = true});
  EXPECT_EQ(killed.fate, MutantFate::kKilled);
  EXPECT_TRUE(killed.found_as_said());
  EXPECT_LT(killed.pairs, 20'000u);
}

TEST(MutantRun, IsAsItShouldIfAnEquivalentSurvives) {
  const Mutant equivalent = {.equivalent = "it is the same"};
  EXPECT_TRUE(run(before(), equivalent).as_it_should());
  EXPECT_FALSE(run(warns(), equivalent).as_it_should());
}

TEST(MutantRun, IsNotDoneForARaceThatNobodyWatchesFor) {
  const MutantRun race = run(before(), {.kinds = {DifferenceKind::kDataRace}});
  EXPECT_EQ(race.fate, watches_races() ? MutantFate::kSurvived : MutantFate::kNotRun);
  EXPECT_EQ(race.as_it_should(), !watches_races());
}

}  // namespace
}  // namespace lockstep
