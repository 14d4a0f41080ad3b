// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_match.h"

#include <gtest/gtest.h>

#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

/// In how many things `shown` is other than `wanted`, once it has ended.
unsigned differences(const Observation& wanted, const Observation& shown) {
  OutcomeMatch match(wanted);
  match.restart();
  match.take_over_end(shown);
  return match.differences();
}

std::uint64_t identity(const Observation& wanted, const Observation& shown) {
  OutcomeMatch match(wanted);
  match.restart();
  match.take_over_end(shown);
  return match.identity();
}

/// What an execution shows that hangs in an operation of the writer, after those before it.
Observation hanging_in(unsigned index) {
  Observation observation = made_up_observation();
  std::erase_if(observation.operations, [&](const OperationRecord& record) {
    return record.task == 0 && record.index >= index;
  });
  observation.final.end = End::kHang;
  observation.final.asleep.insert(0);
  return observation;
}

TEST(OutcomeMatch, HasNoDifferencesBetweenTheSameInAnyOrder) {
  const Observation wanted = made_up_observation();
  EXPECT_EQ(differences(wanted, wanted), 0u);
  Observation shown = made_up_observation();
  std::ranges::reverse(shown.operations);
  set_steps(shown, {1, 1, 1, 0, 0, 0});
  EXPECT_EQ(differences(wanted, shown), 0u);
}

TEST(OutcomeMatch, CountsEachOperationThatIsOtherOnce) {
  const Observation wanted = made_up_observation();
  Observation shown = made_up_observation();
  record_of(shown, 0, 1).result = -4;
  record_of(shown, 0, 1).woken = 1;
  EXPECT_EQ(differences(wanted, shown), 1u);
  record_of(shown, 1, 2).values[vma_lock::kRefcount] = 5;
  EXPECT_EQ(differences(wanted, shown), 2u);
}

// Such as a release at its end, by a task that should hold nothing.
TEST(OutcomeMatch, CountsAnOperationThatShouldNotBe) {
  const Observation wanted = made_up_observation();
  Observation shown = made_up_observation();
  shown.operations.push_back(shown.operations.back());
  ++shown.operations.back().index;
  EXPECT_EQ(differences(wanted, shown), 1u);
}

TEST(OutcomeMatch, CountsAnotherEndOnce) {
  const Observation wanted = made_up_observation();
  Observation shown = made_up_observation();
  shown.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount] = 2;
  shown.final.objects[vma_lock::kMms][0][vma_lock::kWaiter] = 1;
  EXPECT_EQ(differences(wanted, shown), 1u);
}

TEST(OutcomeMatch, CountsWarningsThatAreMissingAndThoseThatAreTooMany) {
  Observation wanted = made_up_observation();
  wanted.warnings = {warn_in(kWarnSite, 0, 1)};
  Observation shown = made_up_observation();
  EXPECT_EQ(differences(wanted, shown), 1u);
  EXPECT_EQ(differences(shown, wanted), 1u);
  shown.warnings = {warn_in(kVmWarnSite, 0, 1)};
  EXPECT_EQ(differences(wanted, shown), 2u);
  shown.warnings = {warn_in(kWarnSite, 1, 1)};
  EXPECT_EQ(differences(wanted, shown), 2u) << "another task's";
  shown.warnings = {warn_in(kSameTextSite, 0, 1)};
  EXPECT_EQ(differences(wanted, shown), 0u) << "it reads the same";
}

// Whether a warning comes again is known at the end only.
TEST(OutcomeMatch, CountsAWarningThatComesAgainOnOneSideOnly) {
  Observation once = made_up_observation();
  once.warnings = {warn_in(kWarnSite, 0, 1)};
  Observation twice = once;
  twice.warnings[0].repeated = true;
  OutcomeMatch match(twice);
  match.restart();
  match.take_over(once);
  EXPECT_EQ(match.differences(), 0u);
  match.take_over_end(once);
  EXPECT_EQ(match.differences(), 1u);
  EXPECT_EQ(differences(once, twice), 1u);
}

TEST(OutcomeMatch, TakesOverWhatIsNewOnly) {
  const Observation wanted = made_up_observation();
  const Observation whole = made_up_observation();
  OutcomeMatch match(wanted);
  match.restart();
  Observation shown;
  for (const OperationRecord& record : whole.operations) {
    shown.operations.push_back(record);
    shown.operations.back().result = -4;
    match.take_over(shown);
    EXPECT_EQ(match.differences(), shown.operations.size());
  }
  shown.final = whole.final;
  match.take_over_end(shown);
  EXPECT_EQ(match.differences(), 6u);
  match.restart();
  EXPECT_EQ(match.differences(), 0u);
  EXPECT_EQ(match.identity(), 0u);
  match.take_over_end(wanted);
  EXPECT_EQ(match.differences(), 0u);
}

// One that differs in the same things in another way may be described by another difference.
TEST(OutcomeMatch, IsIdentifiedByWhatDiffersAndHowButNotInWhichOrder) {
  const Observation wanted = made_up_observation();
  Observation one = made_up_observation();
  record_of(one, 0, 1).result = -4;
  record_of(one, 1, 0).result = -4;
  Observation same = made_up_observation();
  record_of(same, 0, 1).result = -4;
  record_of(same, 1, 0).result = -4;
  std::ranges::reverse(same.operations);
  set_steps(same, {1, 1, 1, 0, 0, 0});
  Observation other = made_up_observation();
  record_of(other, 0, 0).result = -4;
  record_of(other, 1, 1).result = -4;
  EXPECT_EQ(identity(wanted, one), identity(wanted, same));
  for (const auto& change : std::vector<void (*)(OperationRecord&)>{
           [](OperationRecord& record) { record.result = -5; },
           [](OperationRecord& record) { record.values[vma_lock::kRefcount] += 1; },
           [](OperationRecord& record) { record.values[vma_lock::kSequence] += 1; },
           [](OperationRecord& record) { record.woken += 1; },
           [](OperationRecord& record) { record.set(OperationRecord::kSlept); }}) {
    Observation in_another_way = one;
    change(record_of(in_another_way, 1, 0));
    EXPECT_NE(identity(wanted, one), identity(wanted, in_another_way));
  }
  EXPECT_NE(identity(wanted, one), identity(wanted, other));
  EXPECT_EQ(differences(wanted, one), differences(wanted, other));
}

// One that hangs earlier shows less, one that hangs later shows more.
TEST(OutcomeMatch, TellsWhichOperationATaskHangsIn) {
  EXPECT_EQ(differences(hanging_in(1), hanging_in(1)), 0u);
  EXPECT_EQ(differences(hanging_in(1), hanging_in(2)), 1u);
  EXPECT_EQ(differences(hanging_in(2), hanging_in(1)), 1u);
  EXPECT_EQ(differences(hanging_in(0), hanging_in(2)), 2u);
}

}  // namespace
}  // namespace lockstep
