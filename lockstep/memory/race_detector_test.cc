// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/race_detector_fixture.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST_F(RaceDetectorTest, FindsTwoWritesThatNothingOrders) {
  write(0, objects_.data);
  write(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, write by 1"));
}

TEST_F(RaceDetectorTest, FindsNoRaceBetweenReadsNorWithinATask) {
  read(0, objects_.data);
  read(1, objects_.data);
  write(2, objects_.more);
  read(2, objects_.more);
  write(2, objects_.more);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, FindsARaceOfAPlainAndAMarkedAccess) {
  read(0, objects_.flag);
  store(1, objects_.flag, kRelease);
  update(2, objects_.flag, kRelaxed);
  write(3, objects_.flag);
  EXPECT_THAT(races_,
              UnorderedElementsAre("read by 0, marked write by 1", "read by 0, update by 2",
                                   "update by 2, write by 3", "marked write by 1, write by 3",
                                   "read by 0, write by 3"));
}

TEST_F(RaceDetectorTest, MarkedAccessesNeverRaceWithEachOther) {
  store(0, objects_.flag, kRelaxed);
  load(1, objects_.flag, kRelaxed);
  update(2, objects_.flag, kRelaxed);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, ReleaseAndAcquireOrder) {
  write(0, objects_.data);
  store(0, objects_.flag, kRelease);
  load(1, objects_.flag, kAcquire);
  read(1, objects_.data);
  write(1, objects_.data);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, WhatComesAfterTheReleaseIsNotOrderedByIt) {
  store(0, objects_.flag, kRelease);
  write(0, objects_.data);
  load(1, objects_.flag, kAcquire);
  read(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, ARelaxedStoreCarriesNothingAndEndsWhatWasReleasedBefore) {
  write(0, objects_.data);
  store(0, objects_.flag, kRelease);
  store(2, objects_.flag, kRelaxed);
  load(1, objects_.flag, kAcquire);
  read(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, AnUpdateHandsOnWhatTheWriteBeforeItReleased) {
  write(0, objects_.data);
  update(0, objects_.flag, kRelease);
  update(2, objects_.flag, kRelaxed);
  load(1, objects_.flag, kAcquire);
  read(1, objects_.data);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, AMarkedReadOrdersLaterStoresAndNotLaterLoads) {
  read(0, objects_.data);
  write(0, objects_.more);
  store(0, objects_.flag, kRelease);
  load(1, objects_.flag, kRelaxed);
  write(1, objects_.data);
  read(1, objects_.more);
  EXPECT_THAT(dependent_, ElementsAre("read by 0, write by 1"));
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, AMarkedReadOfSomethingElseOrdersNothing) {
  read(0, objects_.data);
  store(0, objects_.flag, kRelease);
  load(1, objects_.other_flag, kRelaxed);
  write(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("read by 0, write by 1"));
}

TEST_F(RaceDetectorTest, OfAnUpdateADependencyOrdersTheWriteAndNotTheRead) {
  read(0, objects_.other_flag);
  write(0, objects_.more);
  store(0, objects_.flag, kRelease);
  load(1, objects_.flag, kRelaxed);
  update(1, objects_.other_flag, kRelaxed);
  update(1, objects_.more, kRelaxed);
  EXPECT_THAT(dependent_, ElementsAre("read by 0, update by 1"));
  EXPECT_THAT(races_, ElementsAre("write by 0, update by 1"));
}

TEST_F(RaceDetectorTest, AReleaseDoesNotHandOnWhatWasReadWithoutAcquire) {
  write(0, objects_.data);
  store(0, objects_.flag, kRelease);
  load(1, objects_.flag, kRelaxed);
  store(1, objects_.other_flag, kRelease);
  load(2, objects_.other_flag, kAcquire);
  read(2, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 2"));
}

TEST_F(RaceDetectorTest, AnUpdateThatStoresIsNoDependency) {
  read(0, objects_.data);
  update(0, objects_.flag, kRelease);
  update(1, objects_.flag, kRelaxed);
  write(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("read by 0, write by 1"));
}

TEST_F(RaceDetectorTest, FencesMakeRelaxedAccessesOrder) {
  write(0, objects_.data);
  fence(0, kRelease);
  store(0, objects_.flag, kRelaxed);
  load(1, objects_.flag, kRelaxed);
  fence(1, kAcquire);
  read(1, objects_.data);
  EXPECT_THAT(races_, IsEmpty());
  write(0, objects_.more);
  store(0, objects_.flag, kRelaxed);
  load(1, objects_.flag, kRelaxed);
  fence(1, kAcquire);
  read(1, objects_.more);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, AFullUpdateIsAFenceOnBothSides) {
  write(0, objects_.data);
  update(0, objects_.other_flag, kFull);
  store(0, objects_.flag, kRelaxed);
  load(1, objects_.flag, kRelaxed);
  update(1, objects_.other_flag, kFull);
  read(1, objects_.data);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, BytesOfOneWordAreToldApart) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(&objects_.data);
  write(0, bytes[0]);
  write(1, bytes[1]);
  EXPECT_THAT(races_, IsEmpty());
  read(2, objects_.data);
  EXPECT_THAT(races_, UnorderedElementsAre("write by 1, read by 2", "write by 0, read by 2"));
}

TEST_F(RaceDetectorTest, AccessesMayLieAcrossWords) {
  write(0, objects_.more);
  running_ = 1;
  detector_.plain(AccessKind::kPlainRead, reinterpret_cast<const char*>(&objects_.more) - 4, 8);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, AnAccessThatIsRepeatedIsLookedAtAgainOnceAnotherCameBetween) {
  read(0, objects_.data);
  read(0, objects_.data);
  write(1, objects_.data);
  write(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("read by 0, write by 1"));
  read(0, objects_.data);
  EXPECT_THAT(races_, ElementsAre("read by 0, write by 1", "write by 1, read by 0"));
}

TEST_F(RaceDetectorTest, AnAccessThatIsRepeatedAfterAReleaseIsNotOrderedByIt) {
  write(0, objects_.data);
  store(0, objects_.flag, kRelease);
  write(0, objects_.data);
  load(1, objects_.flag, kAcquire);
  read(1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 1"));
}

TEST_F(RaceDetectorTest, OldAccessesOfATaskCountWhateverCameBetween) {
  write(0, objects_.data);
  for (unsigned task = 1; task < kMaxTasks; ++task) {
    read(task, objects_.more);
    load(task, objects_.flag, kRelaxed);
  }
  read(kMaxTasks - 1, objects_.data);
  EXPECT_THAT(races_, ElementsAre("write by 0, read by 7"));
}

TEST_F(RaceDetectorTest, WatchesMemoryElsewhereButNoTasksOwnStack) {
  const auto elsewhere = std::make_unique<std::uint64_t>(0);
  std::uint64_t on_stack = 0;
  write(0, *elsewhere);
  write(1, *elsewhere);
  EXPECT_THAT(races_, ElementsAre("write by 0, write by 1"));
  detector_.set_stack(0, &on_stack, &on_stack + 1);
  detector_.set_stack(1, &on_stack, &on_stack + 1);
  write(0, on_stack);
  write(1, on_stack);
  EXPECT_EQ(races_.size(), 1u);
}

TEST_F(RaceDetectorTest, AnExecutionStartsWithoutAPast) {
  write(0, objects_.data);
  detector_.begin();
  write(1, objects_.data);
  EXPECT_THAT(races_, IsEmpty());
}

TEST_F(RaceDetectorTest, SaysSoWhenThereIsNoRoomForMore) {
  const std::vector<std::uint64_t> many(20'000);
  for (const std::uint64_t& value : many) read(0, value);
  EXPECT_TRUE(detector_.lost_some());
  detector_.begin();
  EXPECT_FALSE(detector_.lost_some());
}

}  // namespace
}  // namespace lockstep
