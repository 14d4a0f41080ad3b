// SPDX-License-Identifier: GPL-2.0-only
// Callers that look at what a call has left when it returns, or in their own time.
#include <gtest/gtest.h>

#include <set>

#include "lockstep/sched/exhaustive_scheduler.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

class Looks : public ExecutorFixture {
 protected:
  std::uint64_t count_interleavings(std::string_view text, Executor::Looks looks) {
    const Program program = parse_program(text);
    ExhaustiveScheduler scheduler;
    std::uint64_t count = 0;
    executor_.look(looks);
    do {
      executor_.run(program, before(), scheduler, observation_);
      ++count;
    } while (scheduler.advance());
    executor_.look(Executor::Looks::kAtOnce);
    return count;
  }

  /// The sequences that the first task has seen when it had unlocked, over all interleavings.
  std::set<std::uint32_t> sequences_behind_unlock(std::string_view text, Executor::Looks looks) {
    const Program program = parse_program(text);
    ExhaustiveScheduler scheduler;
    std::set<std::uint32_t> sequences;
    executor_.look(looks);
    do {
      executor_.run(program, before(), scheduler, observation_);
      sequences.insert(records_of(0).back().values[vma_lock::kSequence]);
    } while (scheduler.advance());
    executor_.look(Executor::Looks::kAtOnce);
    return sequences;
  }
};

constexpr Executor::Looks kAtOnce = Executor::Looks::kAtOnce;
constexpr Executor::Looks kAsSteps = Executor::Looks::kAsSteps;

// Two steps each, to lock and to unlock; or four, with a look behind either.
TEST_F(Looks, AreStepsOfTheirOwnBehindOperationsThatHaveSomethingToLookAt) {
  constexpr std::string_view kReaders = "task a: mmap_read_lock\ntask b: mmap_read_lock\n";
  EXPECT_EQ(count_interleavings(kReaders, kAtOnce), 6u);
  EXPECT_EQ(count_interleavings(kReaders, kAsSteps), 70u);
}

// To wake a task leaves nothing to look at.
TEST_F(Looks, AreNoStepsWhereThereIsNothingToLookAt) {
  constexpr std::string_view kWakers = "task a: wake_up_process b\ntask b: wake_up_process a\n";
  EXPECT_EQ(count_interleavings(kWakers, kAtOnce), 2u);
  EXPECT_EQ(count_interleavings(kWakers, kAsSteps), 2u);
}

// Five steps of a reader, and two looks. To read the data is no step at once; in their own time,
// the reader comes to it in one step, and looks at what it has read in another.
TEST_F(Looks, ComeBeforeAndBehindAccessesToTheData) {
  constexpr std::string_view kReader = "vma 0 attached\ntask a: vma_start_read 0; read_data 0\n";
  ScriptedScheduler scheduler({});
  const auto steps = [&](Executor::Looks looks) {
    executor_.look(looks);
    run(kReader);
    executor_.look(kAtOnce);
    return observation_.steps.size();
  };
  EXPECT_EQ(steps(kAtOnce), 5u);
  EXPECT_EQ(steps(kAsSteps), 5u + 2u + 2u);
}

// The writer comes before the reader, or behind it, and makes the sequence odd for as long as it
// has the lock. The reader cannot see that while it has unlocked and looks at once.
TEST_F(Looks, ShowWhatOthersHaveDoneMeanwhile) {
  constexpr std::string_view kReaderAndWriter = "task a: mmap_read_lock\ntask b: mmap_write_lock\n";
  EXPECT_EQ(sequences_behind_unlock(kReaderAndWriter, kAtOnce), (std::set<std::uint32_t>{0, 2}));
  EXPECT_EQ(sequences_behind_unlock(kReaderAndWriter, kAsSteps),
            (std::set<std::uint32_t>{0, 1, 2}));
}

// A scheduler may ask.
class AskingScheduler final : public Scheduler {
 public:
  explicit AskingScheduler(const Executor& executor) : executor_(executor) {}

  void begin(unsigned /*tasks*/) override { looking.clear(); }
  Choice pick(TaskSet enabled, unsigned /*running*/) override {
    looking += executor_.is_looking(0) ? 'l' : '-';
    return Choice::of_task(enabled.first());
  }

  std::string looking;

 private:
  const Executor& executor_;
};

TEST_F(Looks, AreToldApartFromSteps) {
  const Program program = parse_program("task a: mmap_read_lock\n");
  AskingScheduler scheduler(executor_);
  executor_.run(program, before(), scheduler, observation_);
  EXPECT_EQ(scheduler.looking, "--");
  executor_.look(kAsSteps);
  executor_.run(program, before(), scheduler, observation_);
  executor_.look(kAtOnce);
  EXPECT_EQ(scheduler.looking, "-l-l");
}

}  // namespace
}  // namespace lockstep
