// SPDX-License-Identifier: GPL-2.0-only
// All programs at once against the same programs one by one.
#include "lockstep/explore/open_search.h"

#include <gtest/gtest.h>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/open_program.h"
#include "lockstep/program/task_names.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

Program start_of(const ProgramBound& bound, bool attached = true) {
  Program start;
  start.configuration = {.debug_vm = true, .lockdep = true};
  start.tasks.resize(bound.tasks);
  start.vmas.resize(bound.vmas);
  for (VmaStart& vma : start.vmas) vma.attached = attached;
  return start;
}

/// A search that is over.
struct Searched {
  Searched(const lockstep_implementation& variant, const ProgramBound& bound, unsigned operations,
           bool attached = true) {
    Executor executor;
    const Program start = start_of(bound, attached);
    OpenSearch search(executor, start, before(), variant, bound);
    const auto on_disagreement = [&](const OpenSearch::MovePath& moves) {
      programs.push_back(program_of(start, search.alphabet(), moves));
      return false;
    };
    totals = search.search(operations, {}, on_disagreement);
    interleavings = search.interleavings();
  }

  std::vector<Program> programs;  // that show a disagreement
  ExploreTotals totals;
  InterleavingCount interleavings = 0;
};

/// All programs of up to so many operations, whichever task is which, tasks without operations left
/// out, whether or not the contract permits all of them.
class AllPrograms {
 public:
  AllPrograms(const ProgramBound& bound, unsigned operations)
      : bound_(bound), operations_(operations), alphabet_(bound), program_(start_of(bound)) {}

  void for_each(const std::function<void(const Program&)>& visit) { fill(0, 0, visit); }

 private:
  void fill(unsigned task, unsigned operations, const std::function<void(const Program&)>& visit) {
    if (task == bound_.tasks) {
      visit(program_);
      return;
    }
    auto& own = program_.tasks[task].operations;
    fill(task + 1, operations, visit);
    if (operations == operations_ || own.size() == bound_.operations) return;
    for (std::size_t i = 0; i < alphabet_.size(); ++i) {
      own.push_back(alphabet_[i]);
      fill(task, operations + 1, visit);
      own.pop_back();
    }
  }

  const ProgramBound bound_;
  const unsigned operations_;
  const Alphabet alphabet_;
  Program program_;
};

/// Its interleavings in which no operation is skipped. A task without operations makes no choice.
InterleavingCount count_unskipped(Executor& executor, const Program& program) {
  Program made = program;
  std::erase_if(made.tasks, [](const Task& task) { return task.operations.empty(); });
  const bool all_made = made.tasks.size() == program.tasks.size();
  for (const Task& task : made.tasks) {  // signals to tasks that are left out: keep all tasks
    for (const Operation& operation : task.operations) {
      if (info(operation.code).operands[0] == OperandKind::kTask && !all_made) return 0;
    }
  }
  ExhaustiveScheduler scheduler;
  Observation observation;
  std::uint64_t count = 0;
  do {
    executor.run(made, before(), scheduler, observation);
    count += std::ranges::none_of(observation.operations, [](const OperationRecord& record) {
      return record.has(OperationRecord::kSkipped);
    });
  } while (scheduler.advance());
  return count;
}

InterleavingCount count_one_by_one(const ProgramBound& bound, unsigned operations) {
  Executor executor;
  InterleavingCount sum = 0;
  AllPrograms(bound, operations).for_each([&](const Program& program) {
    sum += count_unskipped(executor, program);
  });
  return sum;
}

// Each program of one task, and the interleavings in which all of it is made: the same number as
// the search counts without making any program.
TEST(OpenSearch, CountsTheInterleavingsOfAllProgramsOfOneTask) {
  const ProgramBound bound = {.tasks = 1, .operations = kSanitized ? 2u : 3u};
  EXPECT_EQ(Searched(before(), bound, bound.operations).interleavings,
            count_one_by_one(bound, bound.operations));
}

// With two tasks, all but those that send a signal to a task without operations: those are counted
// with two tasks of one operation at least.
TEST(OpenSearch, CountsTheInterleavingsOfAllProgramsOfTwoTasks) {
  const ProgramBound bound = {.tasks = 2, .operations = 1};
  // One task sends one of three signals, two steps or one, to itself or to the other one, which has
  // no operations: one interleaving each, for either task.
  const InterleavingCount lone_signals = 2 * 3 * 2;
  EXPECT_EQ(Searched(before(), bound, 2).interleavings, count_one_by_one(bound, 2) + lone_signals);
}

TEST(OpenSearch, FindsNoDisagreementBetweenAnImplementationAndItself) {
  for (const bool attached : {true, false}) {
    const Searched searched(before(), {.tasks = 2, .operations = 2}, 4, attached);
    EXPECT_TRUE(searched.totals.complete);
    EXPECT_TRUE(searched.programs.empty());
  }
}

TEST(OpenSearch, FindsTheSmallestProgramThatRefutesThePatchAsPosted) {
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const lockstep_implementation& v3 = *find_implementation("v3");
  EXPECT_TRUE(Searched(v3, bound, 3).programs.empty());
  const Searched searched(v3, bound, 4);
  ASSERT_EQ(searched.programs.size(), 1u);
  const Program& program = searched.programs[0];
  EXPECT_EQ(count_operations(program), 4u);
  Executor executor;
  PairRunner pair(executor, before(), v3);
  ScriptedScheduler scheduler(program.schedule);
  EXPECT_FALSE(pair.run(program, scheduler)) << print_program(program);
  EXPECT_FALSE(scheduler.mismatch());
  EXPECT_EQ(pair.variant_shown().warnings.size(), 1u);
}

/// Whether some program of up to two operations by two tasks shows something else under some
/// schedule, looked at one by one.
bool some_program_differs(const lockstep_implementation& variant) {
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  Executor executor;
  PairRunner pair(executor, before(), variant);
  bool differs = false;
  AllPrograms(bound, 2).for_each([&](const Program& program) {
    if (differs) return;
    ExhaustiveScheduler scheduler;
    enumerate_pairs(pair, program, 10'000, scheduler, [&](bool same) {
      differs |= !same;
      return same;
    });
  });
  return differs;
}

bool never_locks(mm_struct* /*mm*/) { return false; }

TEST(OpenSearch, FindsADisagreementIfAndOnlyIfAProgramShowsOne) {
  const std::vector<lockstep_implementation> variants = {
      before(),
      *find_implementation("merged"),
      before_with(&lockstep_implementation::mmap_read_trylock, never_locks),
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals),
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_warns),
      before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps),
      before_with(&lockstep_implementation::vma_start_read_locked,
                  made_up_start_read_locked_crashes)};
  for (const lockstep_implementation& variant : variants) {
    const Searched searched(variant, {.tasks = 2, .operations = 2}, 2);
    EXPECT_EQ(!searched.programs.empty(), some_program_differs(variant)) << variant.name;
  }
}

// More VMAs and mms: programs that use one of them are among the programs that may use two.
TEST(OpenSearch, HasAllSmallerProgramsAmongTheLargerOnes) {
  const auto count = [](unsigned vmas, unsigned mms) {
    return Searched(before(), {1, 2, vmas, mms}, 2).interleavings;
  };
  EXPECT_LT(count(1, 1), count(2, 1));
  EXPECT_LT(count(1, 1), count(1, 2));
  EXPECT_LT(count(2, 1), count(2, 2));
}

TEST(OpenSearch, SaysThatAnImplementationHasAStateOfItsOwn) {
  const auto remembers =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_remembers);
  Executor executor;
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const Program start = start_of(bound);
  OpenSearch search(executor, start, remembers, remembers, bound);
  const auto go_on = [](const OpenSearch::MovePath&) { return true; };
  EXPECT_THROW(search.search(6, {}, go_on), NotReproducible);
}

TEST(OpenSearch, StopsAtALimit) {
  Executor executor;
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const Program start = start_of(bound);
  OpenSearch search(executor, start, before(), before(), bound);
  ExploreLimits limits;
  limits.states = 1'000;
  const auto go_on = [](const OpenSearch::MovePath&) { return true; };
  const ExploreTotals totals = search.search(6, limits, go_on);
  EXPECT_FALSE(totals.complete);
  EXPECT_EQ(totals.states, 1'001u);
}

// vma_start_write_killable comes third at the earliest, and then would crash.
TEST(OpenSearch, MakesOnlyOperationsThatBothSidesSupport) {
  const auto lacks = before_without(&lockstep_implementation::vma_start_write_killable);
  const Searched searched(lacks, {2, 3, 1, 1}, 3);
  EXPECT_TRUE(searched.programs.empty());
  EXPECT_TRUE(searched.totals.complete);
  EXPECT_LT(searched.interleavings, Searched(before(), {2, 3, 1, 1}, 3).interleavings);
}

}  // namespace
}  // namespace lockstep
