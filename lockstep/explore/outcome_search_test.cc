// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_search.h"

#include <gtest/gtest.h>

#include "lockstep/explore/outcome_match.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/enumeration.h"
#include "tests/made_up_implementation.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

using Answer = OutcomeSearch::Answer;

constexpr const char* kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n";

constexpr const char* kReaderAndWriter =
    "vma 0 attached\n"
    "task a: vma_start_read 0\n"
    "task b: mmap_write_lock; vma_start_write 0\n";

constexpr const char* kTrylockAndWriter =
    "task a: mmap_read_trylock\n"
    "task b: mmap_write_lock; mmap_write_unlock\n";

constexpr const char* kTwoTrylocks =
    "task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n"
    "task b: send_signal a\n";

constexpr const char* kLockedReader =
    "vma 0 attached\n"
    "task a: mmap_read_lock; vma_start_read_locked 0\n"
    "task b: mmap_write_trylock; vma_start_write 0\n";

constexpr const char* kTwoWriteLocks =
    "vma 0 attached\n"
    "task a: mmap_write_lock; vma_start_write 0; vma_start_write_killable 0\n"
    "task b: vma_start_read 0\n";

using Table = lockstep_implementation;

lockstep_implementation end_read_that(void (*end_read)(vm_area_struct*)) {
  return before_with(&Table::vma_end_read, end_read);
}

lockstep_implementation trylock_that(bool (*trylock)(mm_struct*)) {
  return before_with(&Table::mmap_read_trylock, trylock);
}

bool never_locks(mm_struct* /*mm*/) { return false; }

int sleeps_for_ever(vm_area_struct* vma) {
  made_up_start_write_sleeps(vma);
  return 0;
}

lockstep_implementation hangs() {
  return before_with(&Table::vma_start_write, made_up_start_write_sleeps);
}

void does_nothing(vm_area_struct* /*vma*/) {}

/// The same, one operation later.
lockstep_implementation hangs_later() {
  lockstep_implementation made_up = before_with(&Table::vma_start_write, does_nothing);
  made_up.vma_start_write_killable = sleeps_for_ever;
  return made_up;
}

/// All outcomes that callers see that look in their own time, one execution after the other.
OutcomeSet outcomes_in_own_time(Executor& executor, const Program& program,
                                const lockstep_implementation& implementation) {
  OutcomeSet outcomes;
  executor.look(Executor::Looks::kAsSteps);
  EXPECT_TRUE(enumerate_outcomes(executor, program, implementation, 1'000'000, outcomes).complete);
  executor.look(Executor::Looks::kAtOnce);
  return outcomes;
}

/// An execution for each outcome that callers see that look at once.
std::vector<Observation> observe_all(Executor& executor, const Program& program,
                                     const lockstep_implementation& implementation) {
  std::vector<Observation> all;
  OutcomeSet outcomes;
  ExhaustiveScheduler scheduler;
  Observation shown;
  do {
    executor.run(program, implementation, scheduler, shown);
    if (outcomes.add(shown)) all.push_back(shown.compact());
  } while (scheduler.advance());
  return all;
}

/// How often searches found something, and how often not; as plain enumeration says.
struct Answers {
  unsigned can = 0;
  unsigned cannot = 0;

  /// Asks one side for all that the other one shows, and the other way round.
  void compare(const char* text, const Table& a, const Table& b) {
    const Program program = parse_program(text);
    look_for_all(program, a, b);
    look_for_all(program, b, a);
  }

 private:
  void look_for_all(const Program& program, const Table& shows, const Table& is_asked) {
    Executor executor;
    const Executor::RacesIgnored ignored(executor);
    const OutcomeSet outcomes = outcomes_in_own_time(executor, program, is_asked);
    for (const Observation& wanted : observe_all(executor, program, shows)) {
      OutcomeSearch search(executor, program, is_asked, wanted);
      const bool expected = outcomes.contains(digest_outcome(wanted));
      EXPECT_EQ(search.can_show({}), expected ? Answer::kCan : Answer::kCannot)
          << print_program(program);
      ++(expected ? can : cannot);
    }
  }
};

TEST(OutcomeSearch, FindsAnOutcomeIfAndOnlyIfItIsAmongAllOfThem) {
  Answers answers;
  answers.compare(kTwoReaders, before(), end_read_that(made_up_end_read_looks_twice));
  answers.compare(kTwoReaders, before(), end_read_that(made_up_end_read_looks_and_warns));
  answers.compare(kTwoReaders, before(), end_read_that(made_up_end_read_peeks));
  answers.compare(kReaderAndWriter, before(), end_read_that(made_up_end_read_wakes_nobody));
  answers.compare(kReaderAndWriter, before(), hangs());
  answers.compare(kTrylockAndWriter, before(), trylock_that(never_locks));
  answers.compare(kTrylockAndWriter, before(), trylock_that(made_up_read_trylock_looks_twice));
  answers.compare(kTwoTrylocks, before(), trylock_that(made_up_read_trylock_warns));
  answers.compare(kTwoTrylocks, before(), trylock_that(made_up_read_trylock_minds_signals));
  answers.compare(kLockedReader, before(),
                  before_with(&Table::vma_start_read_locked, made_up_start_read_locked_crashes));
  answers.compare(kTwoWriteLocks, hangs(), hangs_later());
  EXPECT_GT(answers.can, 50u);
  EXPECT_GT(answers.cannot, 50u);
}

/// What the program shows under its own schedule.
Observation observe(Executor& executor, const Program& program, const Table& implementation) {
  Observation shown;
  ScriptedScheduler scheduler(program.schedule);
  executor.run(program, implementation, scheduler, shown);
  EXPECT_FALSE(scheduler.mismatch());
  return shown;
}

/// Programs with schedules that take other turns than a search would by itself.
const std::vector<std::string> kScheduled = {
    std::string(kTwoReaders) + "schedule: b*4 a*2 b a*3\n",
    std::string(kReaderAndWriter) + "schedule: b*3 a*2 b* a*\n",
    std::string(kTrylockAndWriter) + "schedule: b*2 a b*2\n"};

// Steps of the one that showed it lead there at once.
TEST(OutcomeSearch, FindsWhatTheImplementationItselfHasShownInItsFirstExecution) {
  Executor executor;
  for (const std::string& text : kScheduled) {
    const Program program = parse_program(text);
    const Observation wanted = observe(executor, program, before());
    OutcomeSearch search(executor, program, before(), wanted);
    EXPECT_EQ(search.can_show({}), Answer::kCan);
    EXPECT_EQ(search.executions(), 1u);
  }
}

// There are 3,432 ways for two readers to look in their own time.
constexpr std::uint64_t kHandful = 50;

TEST(OutcomeSearch, FindsWhatOneWithOtherStepsHasShownInAHandfulOfExecutions) {
  Executor executor;
  Table looks = end_read_that(made_up_end_read_looks_twice);
  looks.mmap_read_trylock = made_up_read_trylock_looks_twice;
  const auto expect_found = [&](const Program& program, const Table& shows, const Table& is_asked) {
    const Observation wanted = observe(executor, program, shows);
    OutcomeSearch search(executor, program, is_asked, wanted);
    EXPECT_EQ(search.can_show({}), Answer::kCan);
    EXPECT_LE(search.executions(), kHandful);
  };
  for (const std::string& text : kScheduled) {
    expect_found(parse_program(text), before(), looks);
    expect_found(parse_program(text), looks, before());
  }
}

/// What a writer shows that a reader keeps waiting and wakes: nothing does if readers wake nobody.
struct LostWakeUp {
  Executor executor;
  const Program program = parse_program(std::string(kReaderAndWriter) + "schedule: a*4 b* a* b*\n");
  const Table wakes_nobody = end_read_that(made_up_end_read_wakes_nobody);
  Observation wanted = observe(executor, program, before());
  OutcomeSearch search{executor, program, wakes_nobody, wanted};
};

TEST(OutcomeSearch, DoesNotKnowIfItHadToEndEarly) {
  LostWakeUp lost;
  ASSERT_EQ(lost.search.can_show({}), Answer::kCannot);
  ExploreLimits limits;
  limits.cost = lost.search.executions();
  EXPECT_EQ(lost.search.can_show(limits), Answer::kCannot);
  limits.cost = 2;
  EXPECT_EQ(lost.search.can_show(limits), Answer::kUnknown);
  limits = {};
  limits.states = 2;
  EXPECT_EQ(lost.search.can_show(limits), Answer::kUnknown);
  limits = {};
  limits.stop = [](std::uint64_t /*executions*/) { return true; };
  EXPECT_EQ(lost.search.can_show(limits), Answer::kUnknown);
}

unsigned differences(const Observation& wanted, const Observation& shown) {
  OutcomeMatch match(wanted);
  match.restart();
  match.take_over_end(shown);
  return match.differences();
}

/// The outcomes of the implementation that differ in the fewest things from what is wanted.
OutcomeSet nearest_of_all(LostWakeUp& lost, unsigned expected) {
  unsigned least = 100;
  OutcomeSet nearest;
  for (const Observation& shown : observe_all(lost.executor, lost.program, lost.wakes_nobody)) {
    const unsigned count = differences(lost.wanted, shown);
    if (count < least) nearest = {};
    least = std::min(least, count);
    if (count == least) nearest.add(shown);
  }
  EXPECT_EQ(least, expected);
  return nearest;
}

void expect_nearest(LostWakeUp& lost, unsigned differ_in) {
  const OutcomeSet all = nearest_of_all(lost, differ_in);
  const std::vector<NearOutcome> found = lost.search.find_nearest({});
  EXPECT_FALSE(found.empty());
  for (const NearOutcome& near : found) {
    EXPECT_EQ(near.differences, differ_in);
    EXPECT_EQ(differences(lost.wanted, near.observation), differ_in);
    EXPECT_TRUE(all.contains(digest_outcome(near.observation)));
  }
}

// Where the wake-up is lost, the writer hangs, or there was no reader to wait for; each differs in
// two things.
TEST(OutcomeSearch, FindsExecutionsThatDifferInAsFewThingsAsPossible) {
  LostWakeUp lost;
  expect_nearest(lost, 2);
}

// The search tries to get along with three things first, and then with five.
TEST(OutcomeSearch, LeavesOutWhatItMetThatIsFartherThanTheNearest) {
  LostWakeUp lost;
  record_of(lost.wanted, 0, 0).result = 99;
  record_of(lost.wanted, 1, 2).result = 99;
  record_of(lost.wanted, 1, 0).result = 99;
  expect_nearest(lost, 4);
}

// Sixteen operations: eight attempts, and eight unlocks that come of them or not.
TEST(OutcomeSearch, FindsAnExecutionHoweverFarItIs) {
  Program program = parse_program("task a: mmap_read_trylock; mmap_read_unlock\n");
  auto& operations = program.tasks[0].operations;
  for (int i = 0; i < 3; ++i) {
    const std::vector<Operation> more = operations;
    operations.insert(operations.end(), more.begin(), more.end());
  }
  Executor executor;
  const Observation wanted = observe(executor, program, trylock_that(never_locks));
  OutcomeSearch search(executor, program, before(), wanted);
  const std::vector<NearOutcome> nearest = search.find_nearest({});
  ASSERT_EQ(nearest.size(), 1u);
  EXPECT_EQ(nearest[0].differences, 16u);
  EXPECT_EQ(nearest[0].observation.final.end, End::kCompleted);
}

void looks_and_spins(vm_area_struct* vma) {
  lockstep_step(vma, LOCKSTEP_READ);
  made_up_end_read_spins(vma);
}

// An execution that comes to the limit on steps goes on for ever; where that is cut off depends on
// its steps. One that comes back to where it was does the same.
TEST(OutcomeSearch, DoesNotSayThatOneCannotGoOnForEverThatCan) {
  Executor executor;
  const Program program = parse_program("vma 0 attached\ntask a: vma_start_read 0\n");
  const Observation wanted = observe(executor, program, end_read_that(made_up_end_read_spins));
  ASSERT_EQ(wanted.final.end, End::kOutOfSteps);
  const Table also_spins = end_read_that(looks_and_spins);
  EXPECT_NE(OutcomeSearch(executor, program, also_spins, wanted).can_show({}), Answer::kCannot);
  EXPECT_EQ(OutcomeSearch(executor, program, before(), wanted).can_show({}), Answer::kCannot);
  const Observation ends = observe(executor, program, before());
  EXPECT_EQ(OutcomeSearch(executor, program, also_spins, ends).can_show({}), Answer::kCannot);
}

}  // namespace
}  // namespace lockstep
