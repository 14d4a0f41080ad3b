// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/history_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/exhaustive_scheduler.h"
#include "tests/all_programs.h"
#include "tests/made_up_observation.h"
#include "tests/sanitized.h"
#include "tests/searched.h"

namespace lockstep {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using Table = lockstep_implementation;

OperationSet only(std::initializer_list<OperationCode> codes) {
  OperationSet set = OperationSet::none();
  for (const OperationCode code : codes) set.add(code);
  return set;
}

/// A search with all the programs that it reports.
struct Histories {
  Histories(const Table& reference, const Table& variant, const ProgramBound& bound,
            unsigned operations, const OperationSet& supported = {},
            const ExploreLimits& limits = {}) {
    Executor executor;
    const Program start = open_start(bound, equal_starts(bound));
    HistorySearch search(executor, start, reference, variant, bound, supported);
    totals = search.search(operations, limits, [&](const Program& program) {
      programs.push_back(program);
      return true;
    });
  }

  std::vector<Program> programs;
  ExploreTotals totals;
};

/// What an execution shows, in order.
using History = std::vector<OutcomeDigest>;

/// All histories of a program, one execution after the other. None if an operation is skipped in
/// any: a search makes no such programs.
std::set<History> histories(Executor& executor, const Program& program, const Table& table) {
  std::set<History> all;
  Observation shown;
  ExhaustiveScheduler scheduler;
  executor.look(Executor::Looks::kAsSteps);
  do {
    executor.run(program, table, scheduler, shown);
    History history;
    OutcomeParts parts;
    Observation part;
    for (const OperationRecord& record : shown.operations) {
      if (record.has(OperationRecord::kSkipped)) return {};
      part.operations.push_back(record);
      history.push_back(parts.take_over(part));
    }
    history.push_back(parts.take_over_end(shown));
    all.insert(std::move(history));
  } while (scheduler.advance());
  return all;
}

bool never_locks(mm_struct* /*mm*/) { return false; }

bool never_reads(vm_area_struct* /*vma*/) { return false; }

Table trylock_that(bool (*trylock)(mm_struct*)) {
  return before_with(&Table::mmap_read_trylock, trylock);
}

TEST(HistorySearch, FindsNoDifferenceWhereOneSideTakesMoreSteps) {
  Table looks = before_with(&Table::vma_end_read, made_up_end_read_looks_twice);
  looks.mmap_read_trylock = made_up_read_trylock_looks_twice;
  for (const Table& variant : {before(), looks}) {
    const Histories searched(before(), variant, {.tasks = 2, .operations = 2}, 2);
    EXPECT_TRUE(searched.totals.complete);
    EXPECT_TRUE(searched.programs.empty());
  }
}

bool differs(Executor& executor, const Program& program, const Table& variant) {
  const auto reference = histories(executor, program, before());
  const auto other = histories(executor, program, variant);
  executor.look(Executor::Looks::kAtOnce);
  return reference != other;
}

/// Compares a search with all programs of up to two operations, made and run one by one. Gives
/// whether any of them differs.
bool any_differs(const Table& variant) {
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  const Histories searched(before(), variant, bound, 2);
  EXPECT_TRUE(searched.totals.complete);
  Executor executor;
  for (const Program& program : searched.programs) {
    EXPECT_TRUE(differs(executor, program, variant)) << print_program(program);
  }
  std::string differing;
  OperationSet supported;
  if (kSanitized) supported.remove(vma_lock::kVmaStartRead);  // that takes too long
  AllPrograms all(bound, open_start(bound, equal_starts(bound)), 2, AllPrograms::Calls::kMayFail,
                  supported);
  all.for_each([&](const Program& program) {
    if (differing.empty() && differs(executor, program, variant)) {
      differing = print_program(program);
    }
  });
  EXPECT_EQ(searched.programs.empty(), differing.empty()) << differing;
  return !differing.empty();
}

TEST(HistorySearch, ReportsSomethingIfAndOnlyIfTheHistoriesOfAProgramDiffer) {
  EXPECT_FALSE(any_differs(*find_implementation("merged")));
  EXPECT_FALSE(any_differs(before_with(&Table::vma_end_read, made_up_end_read_looks_twice)));
  EXPECT_FALSE(any_differs(trylock_that(made_up_read_trylock_looks_twice)));
  EXPECT_TRUE(any_differs(trylock_that(never_locks)));
  EXPECT_TRUE(any_differs(trylock_that(made_up_read_trylock_minds_signals)));
  EXPECT_TRUE(any_differs(before_with(&Table::vma_start_write, made_up_start_write_sleeps)));
  EXPECT_TRUE(any_differs(before_with(&Table::vma_start_read_locked, never_reads)));
}

/// The texts of the programs that a search reports.
std::set<std::string> reported(const Table& reference, const Table& variant,
                               const ProgramBound& bound, unsigned operations,
                               std::initializer_list<OperationCode> codes) {
  std::set<std::string> texts;
  for (const Program& program :
       Histories(reference, variant, bound, operations, only(codes)).programs) {
    texts.insert(print_program(program));
  }
  return texts;
}

/// The same for two tasks, whichever has how many of the operations.
std::set<std::string> reported(const Table& reference, const Table& variant, unsigned operations,
                               std::initializer_list<OperationCode> codes) {
  return reported(reference, variant, {.tasks = 2, .operations = operations}, operations, codes);
}

using namespace vma_lock;

// A writer waits for a reader, and is not woken. It takes these three operations, and no program of
// three of them has others besides.
TEST(HistorySearch, ReportsALostWakeUp) {
  const Table wakes_nobody = before_with(&Table::vma_end_read, made_up_end_read_wakes_nobody);
  const auto codes = {kVmaStartRead, kMmapWriteLock, kVmaStartWrite};
  EXPECT_THAT(reported(before(), wakes_nobody, 2, codes), IsEmpty());
  EXPECT_THAT(reported(before(), wakes_nobody, 3, codes),
              ElementsAre("config DEBUG_VM=on LOCKDEP=on\n"
                          "vma 0 attached\n"
                          "task writer: mmap_write_lock; vma_start_write 0\n"
                          "task reader: vma_start_read 0\n"));
}

// It takes two operations of one task.
TEST(HistorySearch, KeepsToTheBoundOfEachTask) {
  const Table variant = before_with(&Table::vma_start_read_locked, never_reads);
  const auto codes = {kMmapReadLock, kVmaStartReadLocked};
  EXPECT_THAT(reported(before(), variant, 2, codes), SizeIs(1));
  EXPECT_THAT(reported(before(), variant, {.tasks = 2, .operations = 1}, 2, codes), IsEmpty());
}

/// Whether a writer comes or goes meanwhile.
bool sees_writer(mm_struct* mm) {
  const unsigned before = made_up_sequence(mm);
  return made_up_sequence(mm) != before;
}

bool never_locks_or_sleeps(mm_struct* mm) {
  if (sees_writer(mm)) made_up_start_write_sleeps(nullptr);
  return false;
}

bool never_locks_or_warns(mm_struct* mm) {
  if (sees_writer(mm)) lockstep_warn(&kWarnSite, "made_up");
  return false;
}

bool never_locks_or_crashes(mm_struct* mm) {
  if (sees_writer(mm)) __builtin_trap();
  return false;
}

// Everything that the one side shows, the other one shows, too; and one thing more: a hang, a
// warning, or a crash. Nothing that comes before tells which it will be.
TEST(HistorySearch, ReportsWhatOneSideShowsBesidesAllThatTheOtherOneShows) {
  const auto codes = {kMmapReadTrylock, kMmapWriteLock};
  const Table never = trylock_that(never_locks);
  for (const auto may : {never_locks_or_sleeps, never_locks_or_warns, never_locks_or_crashes}) {
    const Table more = trylock_that(may);
    EXPECT_THAT(reported(more, more, 2, codes), IsEmpty());
    EXPECT_THAT(reported(never, more, 2, codes), SizeIs(1));
    EXPECT_THAT(reported(more, never, 2, codes), SizeIs(1));
  }
}

// The task that sleeps is the only one that has not ended, or the other one could go on.
TEST(HistorySearch, ReportsAHangWhateverTheOtherTasksHold) {
  EXPECT_THAT(reported(trylock_that(never_locks), trylock_that(never_locks_or_sleeps), 3,
                       {kMmapReadTrylock, kMmapWriteLock, kMmapWriteUnlock}),
              AllOf(Contains("config DEBUG_VM=on LOCKDEP=on\n"
                             "task reader: mmap_read_trylock\n"
                             "task writer: mmap_write_lock\n"),
                    Contains("config DEBUG_VM=on LOCKDEP=on\n"
                             "task reader: mmap_read_trylock\n"
                             "task writer: mmap_write_lock; mmap_write_unlock\n")));
}

void sends_nothing(unsigned /*task*/, bool /*fatal*/) {}

void sends_nothing_but_kills(unsigned task, bool fatal) {
  if (fatal) before().send_signal(task, false);
}

void sends_no_kills(unsigned task, bool fatal) {
  if (!fatal) before().send_signal(task, false);
}

// The signals tell nothing; what comes behind them tells them apart, on one side.
TEST(HistorySearch, TellsHistoriesApartThatOneSideDoesNot) {
  const auto codes = {kSendSignal, kSendSigkill, kMmapReadTrylock};
  Table reference = trylock_that(made_up_read_trylock_minds_signals);
  reference.send_signal = sends_nothing;
  for (const auto send_signal : {sends_nothing_but_kills, sends_no_kills}) {
    Table variant = reference;
    variant.send_signal = send_signal;
    const ProgramBound bound = {.tasks = 1, .operations = 2};
    EXPECT_THAT(reported(reference, variant, bound, 2, codes), SizeIs(1));
    EXPECT_THAT(reported(variant, reference, bound, 2, codes), SizeIs(1));
  }
}

// A warning is no end of an operation: what the task does next is compared, too.
TEST(HistorySearch, GoesOnBehindAnOperationInWhichBothSidesWarn) {
  const Table warns = trylock_that(made_up_read_trylock_warns);
  Table variant = warns;
  variant.vma_start_read_locked = never_reads;
  EXPECT_THAT(reported(warns, warns, 2, {kMmapReadTrylock, kVmaStartReadLocked}), IsEmpty());
  EXPECT_THAT(reported(warns, variant, 2, {kMmapReadTrylock, kVmaStartReadLocked}),
              ElementsAre("config DEBUG_VM=on LOCKDEP=on\n"
                          "vma 0 attached\n"
                          "task reader: mmap_read_trylock; vma_start_read_locked 0\n"));
}

void warns_of_signal(unsigned task, bool fatal) {
  lockstep_warn(&kWarnSite, "made_up");
  before().send_signal(task, fatal);
}

// One task signals itself or the other one; two do, both the first, each itself, or each the other.
TEST(HistorySearch, MakesProgramsOnceThatDifferInWhichTaskIsWhich) {
  const Table warns = before_with(&Table::send_signal, warns_of_signal);
  const std::string config = "config DEBUG_VM=on LOCKDEP=on\n";
  const auto two_signallers = [&](const char* first, const char* second) {
    return config + "task signaller_a: send_signal signaller_" + first +
           "\ntask signaller_b: send_signal signaller_" + second + "\n";
  };
  EXPECT_THAT(reported(before(), warns, {.tasks = 2, .operations = 1}, 2, {kSendSignal}),
              UnorderedElementsAre(config + "task signaller: send_signal signaller\n",
                                   config + "task signaller: send_signal task\ntask task:\n",
                                   two_signallers("a", "a"), two_signallers("a", "b"),
                                   two_signallers("b", "a")));
  EXPECT_THAT(reported(before(), trylock_that(never_locks), 1, {kMmapReadTrylock}), SizeIs(1));
}

// One that tries to lock and one that does nothing; then that has locked; and that has unlocked.
TEST(HistorySearch, FollowsEachPairOfSetsOfStatesOnce) {
  const OperationSet set = only({kMmapReadTrylock});
  EXPECT_EQ(Histories(before(), before(), {.tasks = 1, .operations = 1}, 1, set).totals.states, 3u);
}

TEST(HistorySearch, StopsAtALimit) {
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  const std::uint64_t all = Histories(before(), before(), bound, 2).totals.states;
  ExploreLimits limits;
  limits.states = all;
  EXPECT_TRUE(Histories(before(), before(), bound, 2, {}, limits).totals.complete);
  limits.states = all - 1;
  EXPECT_FALSE(Histories(before(), before(), bound, 2, {}, limits).totals.complete);
  limits = {};
  limits.memory = 1;
  EXPECT_FALSE(Histories(before(), before(), bound, 2, {}, limits).totals.complete);
  limits = {};
  limits.stop = [](std::uint64_t executions) { return executions > 100; };
  const ExploreTotals totals = Histories(before(), before(), bound, 2, {}, limits).totals;
  EXPECT_FALSE(totals.complete);
  EXPECT_GT(totals.executions, 100u);
  EXPECT_LT(totals.executions, Histories(before(), before(), bound, 2).totals.executions);
}

TEST(HistorySearch, IsNotCompleteIfOneDifferenceIsEnough) {
  Executor executor;
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  const Program start = open_start(bound, equal_starts(bound));
  const Table variant = trylock_that(never_locks);
  HistorySearch search(executor, start, before(), variant, bound);
  unsigned reported = 0;
  EXPECT_FALSE(search.search(4, {}, [&](const Program&) { return ++reported, false; }).complete);
  EXPECT_EQ(reported, 1u);
}

TEST(HistorySearch, MakesOnlyOperationsThatBothSidesSupport) {
  const Table lacks = before_without(&Table::vma_start_write_killable);
  const ProgramBound bound = {.tasks = 1, .operations = 3};
  for (const auto& [reference, variant] :
       {std::pair(before(), lacks), std::pair(lacks, before())}) {
    const Histories searched(reference, variant, bound, 3);
    EXPECT_TRUE(searched.totals.complete);
    EXPECT_TRUE(searched.programs.empty());
    EXPECT_LT(searched.totals.states, Histories(before(), before(), bound, 3).totals.states);
  }
}

TEST(HistorySearch, ThrowsWhereASideCannotBeExplored) {
  const Table shares = before_with(&Table::send_signal, made_up_one_step);
  EXPECT_THROW(reported(before(), shares, 1, {kSendSignal}), SharesMemory);
  EXPECT_THROW(reported(shares, before(), 1, {kSendSignal}), SharesMemory);
}

}  // namespace
}  // namespace lockstep
