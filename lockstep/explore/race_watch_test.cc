// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/race_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/exec/race_reports.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Table = lockstep_implementation;

WatchedRaces watch(const Table& implementation, std::string_view text,
                   std::uint64_t most = kMostWatched) {
  Executor executor;
  return watch_for_races(executor, parse_program(text), implementation, most);
}

/// Two readers make five steps each: 10! / (5! 5!) schedules.
constexpr std::uint64_t kSchedules = 252;
constexpr const char* kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n";

TEST(RaceWatch, IsCompleteIfAQuarterOfTheExecutionsIsEnoughForAllSchedules) {
  const WatchedRaces all = watch(before(), kTwoReaders, 4 * kSchedules);
  EXPECT_TRUE(all.complete);
  EXPECT_EQ(all.schedules, kSchedules);
  EXPECT_THAT(all.races, IsEmpty());
}

// A quarter would have to be 252.
TEST(RaceWatch, MakesAsManyExecutionsAsItMayIfThatIsNotEnough) {
  const WatchedRaces some = watch(before(), kTwoReaders, 1'000);
  EXPECT_FALSE(some.complete);
  EXPECT_EQ(some.schedules, 1'000u);
}

constexpr const char* kReaderAndWriter =
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n";

constexpr const char* kRaceOfStart = "read and write of vma 0 vm_start race";
constexpr const char* kRaceOfEnd = "read and write of vma 0 vm_end race";

vm_area_struct* reads_unlocked(mm_struct* /*mm*/, vm_area_struct* vma) { return vma; }

void ends_unlocked(vm_area_struct* /*vma*/) {}

// The reader takes no step, so it comes before one of the writer's steps, or after them all. It
// races wherever it comes.
TEST(RaceWatch, CountsTheSchedulesThatShowARace) {
  Table unlocked = before_with(&Table::vma_start_read, reads_unlocked);
  unlocked.vma_end_read = ends_unlocked;
  Executor executor;
  Observation alone;
  RandomScheduler scheduler(1);
  executor.run(parse_program("vma 0 attached\ntask writer: mmap_write_lock; vma_start_write 0; "
                             "write_data 0\n"),
               unlocked, scheduler, alone);
  const std::uint64_t schedules = alone.steps.size() + 1;
  const WatchedRaces all =
      watch_for_races(executor, parse_program(kReaderAndWriter), unlocked, kMostWatched);
  EXPECT_TRUE(all.complete);
  EXPECT_EQ(all.schedules, schedules);
  if (!watches_races()) {
    EXPECT_THAT(all.races, IsEmpty());
  } else {
    EXPECT_THAT(all.races, ElementsAre(Pair(kRaceOfEnd, schedules), Pair(kRaceOfStart, schedules)));
  }
}

/// Reads the data although it could not lock.
vm_area_struct* reads_if_it_cannot_lock(mm_struct* mm, vm_area_struct* vma) {
  vm_area_struct* const locked = before().vma_start_read(mm, vma);
  if (!locked) before().read_data(vma);
  return locked;
}

// The writer has to be interrupted for that: schedules in which tasks come one after the other do
// not show it, and neither do the first ones of all of them, which differ in how they end. Other
// readers make sure that these are too many.
TEST(RaceWatch, FindsARaceThatTakesAnInterruptionAmongTooManySchedules) {
  const Table made_up = before_with(&Table::vma_start_read, reads_if_it_cannot_lock);
  const WatchedRaces some = watch(made_up,
                                  "vma 0 attached\nvma 1 attached\n"
                                  "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
                                  "task reader: vma_start_read 0\n"
                                  "task a: vma_start_read 1; vma_end_read 1; vma_start_read 1\n"
                                  "task b: vma_start_read 1; vma_end_read 1; vma_start_read 1\n",
                                  kMostWatched);
  EXPECT_FALSE(some.complete);
  EXPECT_EQ(some.schedules, kMostWatched);
  EXPECT_EQ(!some.races.empty(), watches_races());
}

}  // namespace
}  // namespace lockstep
