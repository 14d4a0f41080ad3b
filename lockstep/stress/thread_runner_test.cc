// SPDX-License-Identifier: GPL-2.0-only
// How executions on real threads go and end. Nothing here depends on what the threads make of it,
// but that there is nothing wrong with it.
#include "lockstep/stress/thread_runner.h"

#include <stdexcept>

#include "lockstep/exec/race_reports.h"
#include "tests/implementations/made_up.h"
#include "tests/sanitized.h"
#include "tests/stress_fixture.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kFew = 200;
constexpr std::uint64_t kMany = kSanitized ? 2'000 : 10'000;

constexpr std::string_view kWriterAndReaders =
    "vma 0 attached\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n"
    "task reader_a: vma_start_read 0; read_data 0; vma_end_read 0; mmap_read_lock; read_data 0\n"
    "task reader_b: vma_start_read 0; read_data 0; vma_end_read 0; mmap_write_lock_killable; "
    "vma_start_write_killable 0\n";

class ThreadRuns : public StressFixture {};

TEST_F(ThreadRuns, EndWhenAllTasksDo) {
  std::uint64_t executions = 0;
  run(kWriterAndReaders, before(), kMany, [&](const Observation& shown) {
    ++executions;
    ASSERT_EQ(shown.final.end, End::kCompleted);
    ASSERT_EQ(shown.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount], 1u);
    ASSERT_EQ(shown.final.objects[vma_lock::kVmas][0][vma_lock::kData], 1u);
    ASSERT_EQ(shown.final.objects[vma_lock::kMms][0][vma_lock::kHolders], 0);
    ASSERT_EQ(shown.final.objects[vma_lock::kMms][0][vma_lock::kWaiter], -1);
    ASSERT_TRUE(shown.warnings.empty());
    ASSERT_TRUE(shown.races.empty());
  });
  EXPECT_EQ(executions, kMany);
}

TEST_F(ThreadRuns, ShowTheOperationsOfEachTaskInOrderAndWhatItReleases) {
  run("vma 0 attached\ntask a: vma_start_read 0; mmap_read_unlock; read_data 0\n"
      "task b: mmap_read_lock\n",
      before(), kFew, [](const Observation& shown) {
        ASSERT_EQ(shown.operations.size(), 6u);
        EXPECT_EQ(shown.operations[0].result, 1);
        EXPECT_TRUE(shown.operations[1].has(OperationRecord::kSkipped));
        EXPECT_EQ(shown.operations[3].operation_code(), vma_lock::kVmaEndRead);
        EXPECT_EQ(shown.operations[3].index, 3u);
        EXPECT_EQ(shown.operations[4].task, 1u);
        EXPECT_EQ(shown.operations[5].operation_code(), vma_lock::kMmapReadUnlock);
      });
}

TEST_F(ThreadRuns, OfNoTasksShowHowTheProgramStarts) {
  Program program;
  program.objects = {{.attached = false}};
  run(program, before(), kFew, [](const Observation& shown) {
    EXPECT_EQ(shown.final.end, End::kCompleted);
    EXPECT_EQ(shown.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount], 0u);
  });
}

// The writer sleeps for ever. The other one gets mmap_lock first, or hangs too.
TEST_F(ThreadRuns, HangIfASleeperIsWokenByNobody) {
  const auto sleeps =
      before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps);
  run("vma 0 attached\ntask writer: mmap_write_lock; vma_start_write 0\n"
      "task reader: mmap_read_lock\n",
      sleeps, kMany, [](const Observation& shown) {
        ASSERT_EQ(shown.final.end, End::kHang);
        ASSERT_TRUE(shown.final.asleep.contains(0));
        const bool reader_hangs = shown.final.asleep.contains(1);
        ASSERT_EQ(shown.operations.size(), reader_hangs ? 1u : 3u);
        ASSERT_EQ(shown.final.objects[vma_lock::kMms][0][vma_lock::kHolders], 1 << 30);
      });
}

// An uninterruptible sleep is not ended by it.
TEST_F(ThreadRuns, HangIfASignalDoesNotWakeTheSleeper) {
  const auto sleeps =
      before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps);
  run("vma 0 attached\ntask writer: mmap_write_lock; vma_start_write 0\n"
      "task killer: send_sigkill writer\n",
      sleeps, kFew, [](const Observation& shown) {
        ASSERT_EQ(shown.final.end, End::kHang);
        ASSERT_EQ(shown.final.asleep.bits(), 1u);
      });
}

void step_for_ever(vm_area_struct* vma) {
  for (;;) lockstep_step(vma, LOCKSTEP_READ);
}

// Whoever waits for the one that steps for ever leaves, too.
TEST_F(ThreadRuns, RunOutOfSteps) {
  const auto endless = before_with(&lockstep_implementation::write_data, step_for_ever);
  run("vma 0 attached\ntask writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "task next: mmap_write_lock\n",
      endless, kFew / 10,
      [](const Observation& shown) { ASSERT_EQ(shown.final.end, End::kOutOfSteps); });
}

TEST_F(ThreadRuns, CountAWarningOfTwoTasksAsOneThatCameAgain) {
  const auto warns =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_warns);
  run("vma 0 attached\ntask a: mmap_read_trylock\ntask b: mmap_read_trylock\n", warns, kFew,
      [](const Observation& shown) {
        ASSERT_EQ(shown.warnings.size(), 1u);
        EXPECT_TRUE(shown.warnings[0].repeated);
      });
  run("vma 0 attached\ntask a: mmap_read_lock\ntask b: mmap_read_trylock\n", warns, kFew,
      [](const Observation& shown) {
        ASSERT_EQ(shown.warnings.size(), 1u);
        EXPECT_EQ(shown.warnings[0].task, 1u);
        EXPECT_FALSE(shown.warnings[0].repeated);
      });
}

TEST_F(ThreadRuns, EndWhenTheVisitorHasSeenEnough) {
  const Program program = parse_program(kWriterAndReaders);
  ThreadRunner runner(program, before(), crash_line_);
  EXPECT_EQ(runner.run(1, 100, [](std::uint64_t iteration, auto&) { return iteration < 9; }), 10u);
  EXPECT_EQ(runner.run(1, 7, [](std::uint64_t, auto&) { return true; }), 7u);
}

TEST_F(ThreadRuns, AreRefusedWhileThereIsAnExecutor) {
  const Program program = parse_program(kWriterAndReaders);
  ThreadRunner runner(program, before(), crash_line_);
  const Executor executor;
  EXPECT_THROW(runner.run(1, 1, [](std::uint64_t, auto&) { return true; }), std::logic_error);
}

// Nothing orders the two, whoever comes first.
TEST_F(ThreadRuns, ShowDataRacesInBuildsThatWatchForThem) {
  lockstep_implementation unlocked = before();
  unlocked.vma_start_read = [](mm_struct*, vm_area_struct* vma) { return vma; };
  unlocked.vma_end_read = [](vm_area_struct*) {};
  std::uint64_t racy = 0;
  run("vma 0 attached\ntask reader: vma_start_read 0; read_data 0\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n",
      unlocked, kFew, [&](const Observation& shown) {
        if (!shown.races.empty()) ++racy;
        for (const RaceRecord& race : shown.races) EXPECT_TRUE(race.place.starts_with("vma 0 vm_"));
      });
  EXPECT_EQ(racy != 0, has_thread_sanitizer());
}

void dereference_null(vm_area_struct* /*vma*/) { *static_cast<volatile int*>(nullptr) = 0; }

TEST_F(ThreadRuns, EndTheProcessWithOneLineIfTheImplementationCrashes) {
  const auto crashes = before_with(&lockstep_implementation::write_data, dereference_null);
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  crash_line_.set_subject("made_up in a program, seed 1");
  EXPECT_EXIT(run("vma 0 attached\ntask a: mmap_write_lock; vma_start_write 0; write_data 0\n",
                  crashes, 1, [](const Observation&) {}),
              ::testing::ExitedWithCode(3),
              "^lockstep: a bug in Lockstep.*bad memory access on real threads.*made_up in a "
              "program, seed 1, iteration 0\n$");
}

}  // namespace
}  // namespace lockstep
