// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/race_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/compare/describe.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/explore/race_watch.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::ResultOf;

using Table = lockstep_implementation;

constexpr const char* kReaderAndWriter =
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n";

/// Reads the data although it could not lock.
vm_area_struct* reads_if_it_cannot_lock(mm_struct* mm, vm_area_struct* vma) {
  vm_area_struct* const locked = before().vma_start_read(mm, vma);
  if (!locked) before().read_data(vma);
  return locked;
}

Table reads_without_lock() { return before_with(&Table::vma_start_read, reads_if_it_cannot_lock); }

std::vector<std::string> names(const auto& races) {
  std::vector<std::string> all;
  for (const auto& [race, how] : races) all.push_back(race);
  return all;
}

Observation run(Executor& executor, const Program& program, const Table& table) {
  Observation shown;
  ScriptedScheduler scheduler(program.schedule);
  executor.run(program, table, scheduler, shown);
  return shown;
}

// What running under all schedules finds.
TEST(RaceSearch, FindsAllRacesInFewerExecutions) {
  Executor executor;
  const Program program = parse_program(kReaderAndWriter);
  for (const Table& table : {before(), reads_without_lock()}) {
    const WatchedRaces all = watch_for_races(executor, program, table, 1'000'000);
    const FoundRaces found = search_races(executor, program, table, {});
    EXPECT_TRUE(all.complete);
    EXPECT_TRUE(found.complete);
    EXPECT_EQ(names(found.races), names(all.races));
    EXPECT_LT(found.executions, all.schedules / 4);
  }
}

// The reader comes while the writer is between its operations.
TEST(RaceSearch, KeepsSchedules) {
  Executor executor;
  Program program = parse_program(kReaderAndWriter);
  const FoundRaces found = search_races(executor, program, reads_without_lock(), {});
  EXPECT_EQ(found.races.size(), watches_races() ? 2u : 0u);
  for (const auto& [race, schedules] : found.races) {
    ASSERT_TRUE(schedules.in_turn.has_value());
    for (const auto& steps : {schedules.first, *schedules.in_turn}) {
      program.schedule = shorten_schedule(steps);
      const Observation shown = run(executor, program, reads_without_lock());
      EXPECT_THAT(shown.races, Contains(ResultOf(describe_race, race)));
    }
    EXPECT_TRUE(is_in_turn(run(executor, program, reads_without_lock())));
  }
}

TEST(RaceSearch, IsNotCompleteWithinTooTightALimit) {
  Executor executor;
  ExploreLimits limits;
  limits.cost = 10;
  const FoundRaces found =
      search_races(executor, parse_program(kReaderAndWriter), before(), limits);
  EXPECT_FALSE(found.complete);
  EXPECT_THAT(found.races, IsEmpty());
}

TEST(IsInTurn, IsTrueIfNoTaskStepsIntoAnOperationOfAnother) {
  Executor executor;
  const std::string text = kReaderAndWriter;
  const auto is_in_turn_under = [&](const std::string& schedule) {
    return is_in_turn(
        run(executor, parse_program(text + "schedule: " + schedule + "\n"), before()));
  };
  EXPECT_TRUE(is_in_turn_under("reader* writer*"));
  EXPECT_TRUE(is_in_turn_under("writer*2 reader* writer*"));
  EXPECT_FALSE(is_in_turn_under("writer reader* writer*"));
  EXPECT_FALSE(is_in_turn_under("reader*3 writer* reader*"));
}

TEST(IsInTurn, IsFalseOfAnExecutionThatDoesNotEnd) {
  Executor executor;
  const Program program =
      parse_program("mm 0 sequence 0\ntask a: mmap_write_lock; mmap_write_unlock\n");
  Observation shown = run(executor, program, before());
  EXPECT_TRUE(is_in_turn(shown));
  shown.final.end = End::kHang;
  EXPECT_FALSE(is_in_turn(shown));
}

bool fails(mm_struct* /*mm*/) { return false; }

// Whatever steps it takes for that.
TEST(RunInSameOrder, MakesTheSameOperationsOneAfterTheOther) {
  Executor executor;
  const Table looks = before_with(&Table::mmap_read_trylock, made_up_read_trylock_looks_twice);
  const Program program = parse_program(
      "task a: mmap_read_trylock; mmap_read_unlock\n"
      "task b: mmap_write_trylock\n"
      "schedule: b* a*\n");
  const Observation shown = run(executor, program, before());
  const auto other = run_in_same_order(executor, program, looks, shown);
  ASSERT_TRUE(other.has_value());
  EXPECT_GT(other->steps.size(), shown.steps.size());
  EXPECT_TRUE(is_in_turn(*other));
}

TEST(RunInSameOrder, IsNothingIfTheOutcomeIsAnother) {
  Executor executor;
  const Table always_fails = before_with(&Table::mmap_read_trylock, fails);
  const Program program = parse_program("task a: mmap_read_trylock\n");
  const Observation shown = run(executor, program, before());
  EXPECT_FALSE(run_in_same_order(executor, program, always_fails, shown).has_value());
}

}  // namespace
}  // namespace lockstep
