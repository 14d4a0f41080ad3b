// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/operation_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Operation kKillableWrite = {vma_lock::kVmaStartWriteKillable, {0}};
constexpr Operation kWrite = {vma_lock::kVmaStartWrite, {0}};
constexpr Operation kEnter = {vma_lock::kEnterExclusive, {0, 0}};
constexpr Operation kEnterKillable = {vma_lock::kEnterExclusive, {0, 1}};
constexpr Operation kDetachKillable = {vma_lock::kEnterExclusiveDetaching, {0, 1}};

OperationSet without(OperationCode code) {
  OperationSet set;
  set.remove(code);
  return set;
}

OperationSet without(WaitState state) {
  OperationSet set;
  set.remove(state);
  return set;
}

std::vector<std::string> names(const std::vector<LeftOutOperations>& left_out) {
  std::vector<std::string> names;
  for (const LeftOutOperations& operations : left_out) {
    names.push_back((operations.reference_lacks ? "r" : "") +
                    std::string(operations.variant_lacks ? "v " : " ") + operations.name());
  }
  return names;
}

TEST(WaitStates, AreThoseThatOperationsName) {
  EXPECT_EQ(wait_state_of(kEnterKillable), WaitState::kKillable);
  EXPECT_EQ(wait_state_of(kKillableWrite), std::nullopt);
}

TEST(OperationSets, HaveEverythingAtFirst) {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    for (std::int32_t state = 0; state < 3; ++state) {
      EXPECT_TRUE(OperationSet().contains({static_cast<OperationCode>(code), {0, state}}));
    }
  }
}

TEST(OperationSets, HaveNoneOfACodeThatWasTakenOut) {
  const OperationSet set = without(vma_lock::kVmaStartWriteKillable);
  EXPECT_FALSE(set.contains(kKillableWrite));
  EXPECT_TRUE(set.contains(kWrite));
}

TEST(OperationSets, HaveNoneThatWaitInAStateThatWasTakenOut) {
  const OperationSet set = without(WaitState::kKillable);
  EXPECT_FALSE(set.contains(kEnterKillable));
  EXPECT_FALSE(set.contains(kDetachKillable));
  EXPECT_TRUE(set.contains(kEnter));
  EXPECT_TRUE(set.contains(kKillableWrite)) << "a code of its own";
}

TEST(OperationSets, HaveAProgramIfTheyHaveEachOfItsOperations) {
  const OperationSet set = without(vma_lock::kVmaStartWriteKillable);
  const std::string start = "vma 0 attached\ntask a: mmap_read_lock\ntask b: mmap_write_lock";
  EXPECT_TRUE(set.contains(parse_program(start)));
  EXPECT_TRUE(set.contains(Program{}));
  EXPECT_FALSE(set.contains(parse_program(start + "; vma_start_write_killable 0")));
}

TEST(OperationSets, IntersectToWhatIsInBoth) {
  const OperationSet a = without(vma_lock::kVmaStartWriteKillable);
  const OperationSet b = without(WaitState::kKillable);
  const OperationSet both = a & b;
  EXPECT_FALSE(both.contains(kKillableWrite));
  EXPECT_FALSE(both.contains(kEnterKillable));
  EXPECT_TRUE(both.contains(kEnter));
  EXPECT_EQ(both, b & a);
  EXPECT_EQ(a & OperationSet(), a);
}

TEST(LeftOut, IsNothingIfNothingIsLacking) { EXPECT_THAT(find_left_out({}, {}), IsEmpty()); }

TEST(LeftOut, IsWhatEitherSideLacks) {
  const OperationSet lacks = without(vma_lock::kVmaStartWriteKillable);
  EXPECT_THAT(names(find_left_out(lacks, {})), ElementsAre("r vma_start_write_killable"));
  EXPECT_THAT(names(find_left_out({}, lacks)), ElementsAre("v vma_start_write_killable"));
  EXPECT_THAT(names(find_left_out(lacks, lacks)), ElementsAre("rv vma_start_write_killable"));
}

TEST(LeftOut, NamesWaitStatesUnlessAllAreLacking) {
  OperationSet only_uninterruptible = without(WaitState::kKillable);
  only_uninterruptible.remove(WaitState::kInterruptible);
  EXPECT_THAT(names(find_left_out(only_uninterruptible, {})),
              ElementsAre("r enter_exclusive killable/interruptible",
                          "r enter_exclusive_detaching killable/interruptible",
                          "r fault_enter_exclusive killable/interruptible"));
  EXPECT_THAT(names(find_left_out(without(vma_lock::kEnterExclusive), {})),
              ElementsAre("r enter_exclusive"));
}

TEST(LeftOut, TellsStatesThatOneSideLacksFromThoseThatBothLack) {
  const OperationSet no_enter = without(vma_lock::kEnterExclusive);
  const auto left_out = find_left_out(no_enter, without(WaitState::kKillable));
  EXPECT_THAT(
      names(left_out),
      ElementsAre("r enter_exclusive uninterruptible/interruptible", "rv enter_exclusive killable",
                  "v enter_exclusive_detaching killable", "v fault_enter_exclusive killable"));
  EXPECT_TRUE(left_out[1].contains(kEnterKillable));
  EXPECT_FALSE(left_out[1].contains(kEnter));
  EXPECT_FALSE(left_out[1].contains(kDetachKillable));
}

TEST(LeftOut, KnowsTheProgramsThatHaveSomeOfIt) {
  const auto left_out = find_left_out({}, without(WaitState::kKillable));
  const auto has_some = [&](const std::string& operation) {
    return left_out[0].any_in(parse_program("vma 0 attached\ntask a: " + operation));
  };
  EXPECT_TRUE(has_some("mmap_write_lock; enter_exclusive 0 killable"));
  EXPECT_FALSE(has_some("mmap_write_lock; enter_exclusive 0 interruptible"));
}

// Entering to detach is within the contract only if it cannot be interrupted.
TEST(LeftOut, KnowsWhatAreFaultsOnly) {
  std::vector<bool> are_faults;
  for (const auto& operations : find_left_out({}, without(WaitState::kKillable))) {
    are_faults.push_back(operations.are_faults());
  }
  EXPECT_THAT(are_faults, ElementsAre(false, true, true));
  EXPECT_FALSE(find_left_out({}, without(vma_lock::kEnterExclusiveDetaching))[0].are_faults());
  EXPECT_TRUE(find_left_out({}, without(vma_lock::kFaultPut))[0].are_faults());
}

TEST(OperationSet, MayBeMadeFromNothing) {
  OperationSet set = OperationSet::none();
  EXPECT_FALSE(set.contains(vma_lock::kVmaStartRead));
  set.add(vma_lock::kVmaStartRead);
  EXPECT_TRUE(set.contains(vma_lock::kVmaStartRead));
  EXPECT_FALSE(set.contains(vma_lock::kVmaEndRead));
}

TEST(OperationSet, HasNoFaultsWithinTheContract) {
  const OperationSet set = OperationSet::within_contract();
  EXPECT_TRUE(set.contains(vma_lock::kVmaStartRead));
  EXPECT_TRUE(set.contains(vma_lock::kEnterExclusiveDetaching));
  EXPECT_FALSE(set.contains(vma_lock::kFaultPut));
}

}  // namespace
}  // namespace lockstep
