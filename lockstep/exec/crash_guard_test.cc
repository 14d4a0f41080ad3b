// SPDX-License-Identifier: GPL-2.0-only
// An implementation that crashes ends its execution, and nothing else.
#include <gtest/gtest.h>
#include <signal.h>

#include <stdexcept>

#include "lockstep/exec/process_end.h"
#include "lockstep/exec/race_reports.h"
#include "tests/crashing.h"
#include "tests/executor_fixture.h"
#include "tests/implementations/made_up.h"

namespace lockstep {
namespace {

// The writer crashes in its third operation, while a reader waits for mmap_lock.
constexpr std::string_view kProgram =
    "vma 0 attached\n"
    "task reader: mmap_read_lock; vma_start_read_locked 0; read_data 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n"
    "schedule: writer*3 reader*1 writer* reader* writer*\n";

class CrashGuardTest : public ExecutorFixture {
 protected:
  CrashGuardTest() : good_(run(kProgram)), broken_(before()) {}

  // Runs the program with this for write_data, and then without.
  FinalRecord run_broken(void (*write_data)(vm_area_struct*)) {
    broken_.write_data = write_data;
    Program program = parse_program(kProgram);
    ScriptedScheduler scheduler(program.schedule);
    executor_.run(program, broken_, scheduler, observation_);
    const FinalRecord final = observation_.final;
    EXPECT_TRUE(same_observation(run(kProgram), good_));
    return final;
  }

  void expect_crash(void (*write_data)(vm_area_struct*), CrashKind kind) {
    const FinalRecord final = run_broken(write_data);
    EXPECT_EQ(final.end, End::kCrash);
    EXPECT_EQ(final.crash, kind);
    EXPECT_EQ(final.crash_task, 1u);
    EXPECT_EQ(final.crash_index, 2u);
    EXPECT_EQ(final.objects[vma_lock::kMms][0][vma_lock::kMmSequence],
              1u);  // as it was when it crashed
  }

  const Observation good_;
  lockstep_implementation broken_;
};

TEST_F(CrashGuardTest, ContainsANullDereference) {
  expect_crash(crashing::dereference_null, CrashKind::kBadAccess);
}

TEST_F(CrashGuardTest, ContainsACallOfNull) {
  expect_crash(crashing::call_null, CrashKind::kBadAccess);
}

TEST_F(CrashGuardTest, ContainsAnAbort) { expect_crash(crashing::abort, CrashKind::kAbort); }

TEST_F(CrashGuardTest, ContainsAnEndOfTheProcess) {
  expect_crash(crashing::exit, CrashKind::kExit);
  expect_crash(crashing::exit_at_once, CrashKind::kExit);
}

TEST_F(CrashGuardTest, ContainsAWaitForWhatIsNotInTheKernel) {
  expect_crash(crashing::wait_outside, CrashKind::kBlocks);
  expect_crash(crashing::wait_outside, CrashKind::kBlocks);
}

// As far as one can tell, this is ThreadSanitizer's runtime, which is part of the executable.
TEST_F(CrashGuardTest, EndsTheProcessIfThreadSanitizerWaitsForItself) {
  if (!has_thread_sanitizer()) {
    expect_crash(crashing::wait_in_executable, CrashKind::kBlocks);
    return;
  }
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_broken(crashing::wait_in_executable), testing::ExitedWithCode(kTsanDeathStatus),
              "ThreadSanitizer waits for itself");
}

TEST_F(CrashGuardTest, ContainsADivisionByZero) {
  expect_crash(crashing::divide_by_zero, CrashKind::kArithmetic);
}

TEST_F(CrashGuardTest, ContainsATrap) {
  expect_crash(crashing::trap, CrashKind::kIllegalInstruction);
}

TEST_F(CrashGuardTest, ContainsAStackOverflow) {
  expect_crash(crashing::overflow_stack, CrashKind::kStackOverflow);
}

TEST_F(CrashGuardTest, ContainsAnEndlessLoopWithoutSteps) {
  expect_crash(crashing::loop_without_steps, CrashKind::kEndlessLoop);
}

// It spends its time in ThreadSanitizer, in builds with it: what holds a lock there must not be
// abandoned, or the next execution waits for ever.
TEST_F(CrashGuardTest, ContainsAnEndlessLoopOfAccesses) {
  for (int i = 0; i < 100; ++i) {
    expect_crash(made_up_write_data_for_ever, CrashKind::kEndlessLoop);
    ASSERT_FALSE(HasFailure());
  }
}

TEST_F(CrashGuardTest, AnEndlessLoopWithStepsIsOutOfSteps) {
  const FinalRecord final = run_broken(crashing::loop_with_steps);
  EXPECT_EQ(final.end, End::kOutOfSteps);
  EXPECT_EQ(final.crash, CrashKind::kNone);
}

TEST_F(CrashGuardTest, ASleepThatNobodyEndsIsAHang) {
  const FinalRecord final = run_broken(crashing::sleep_for_ever);
  EXPECT_EQ(final.end, End::kHang);
  EXPECT_EQ(final.asleep, TaskSet::first_n(2));
  EXPECT_EQ(final.crash, CrashKind::kNone);
}

TEST_F(CrashGuardTest, ContainsHundredsOfCrashesOfEveryKind) {
  for (int i = 0; i < 300; ++i) {
    expect_crash(crashing::dereference_null, CrashKind::kBadAccess);
    expect_crash(crashing::abort, CrashKind::kAbort);
    expect_crash(crashing::divide_by_zero, CrashKind::kArithmetic);
    expect_crash(crashing::exit, CrashKind::kExit);
    expect_crash(crashing::overflow_stack, CrashKind::kStackOverflow);
    ASSERT_FALSE(HasFailure());
  }
}

TEST_F(CrashGuardTest, KeepsWhatWasSeenBeforeTheCrash) {
  broken_.write_data = crashing::dereference_null;
  Program program = parse_program(kProgram);
  ScriptedScheduler scheduler(program.schedule);
  executor_.run(program, broken_, scheduler, observation_);
  ASSERT_EQ(observation_.operations.size(), 2u);
  EXPECT_EQ(observation_.operations[0], good_.operations[0]);
  EXPECT_EQ(observation_.operations[1], good_.operations[1]);
  EXPECT_TRUE(
      std::equal(observation_.steps.begin(), observation_.steps.end(), good_.steps.begin()));
}

// What the process does about these signals without an executor is what it did before.
TEST(CrashGuard, PutsTheHandlersBackThatItFound) {
  struct sigaction own = {};
  own.sa_handler = SIG_IGN;
  struct sigaction old = {};
  ASSERT_EQ(sigaction(SIGVTALRM, &own, &old), 0);
  { const Executor executor; }
  struct sigaction now = {};
  ASSERT_EQ(sigaction(SIGVTALRM, &old, &now), 0);
  EXPECT_EQ(now.sa_handler, SIG_IGN);
}

// A second one would put back handlers of the first one too early.
TEST_F(CrashGuardTest, ThereIsOneAtATime) {
  EXPECT_THROW(Executor another, std::logic_error);
  EXPECT_TRUE(same_observation(run(kProgram), good_));
}

// A crash of the tool itself stays one: it must not be taken for the implementation's.
TEST(CrashGuardDeathTest, LetsACrashOutsideOfTasksKillTheProcess) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        const Executor executor;
        crashing::abort(nullptr);
      },
      "");
}

}  // namespace
}  // namespace lockstep
