// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/supported_operations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/exec/executor.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Table = lockstep_implementation;

/// What a table lacks, by name.
std::vector<std::string> lacking(const Table& table) {
  std::vector<std::string> names;
  for (const auto& operations : find_left_out(table, before(), Faults::kCompared)) {
    names.push_back(operations.name());
  }
  return names;
}

TEST(SupportedOperations, AreAllOfThemForTheImplementationsBuiltIn) {
  for (const Table* table : built_in_implementations()) {
    EXPECT_EQ(supported_operations(*table), OperationSet()) << table->name;
  }
}

TEST(SupportedOperations, AreThoseWhoseEntriesAreThere) {
  EXPECT_THAT(lacking(before_without(&Table::mmap_read_lock_killable)),
              ElementsAre("mmap_read_lock_killable"));
  EXPECT_THAT(lacking(before_without(&Table::mmap_read_trylock)), ElementsAre("mmap_read_trylock"));
  EXPECT_THAT(lacking(before_without(&Table::mmap_write_lock_killable)),
              ElementsAre("mmap_write_lock_killable"));
  EXPECT_THAT(lacking(before_without(&Table::mmap_write_trylock)),
              ElementsAre("mmap_write_trylock"));
  EXPECT_THAT(lacking(before_without(&Table::mmap_write_downgrade)),
              ElementsAre("mmap_write_downgrade"));
  EXPECT_THAT(lacking(before_without(&Table::vma_start_read)), ElementsAre("vma_start_read"));
  EXPECT_THAT(lacking(before_without(&Table::vma_start_read_locked)),
              ElementsAre("vma_start_read_locked", "fault_start_read_locked"));
  EXPECT_THAT(lacking(before_without(&Table::vma_start_write_killable)),
              ElementsAre("vma_start_write_killable", "fault_start_write_killable"));
  EXPECT_THAT(lacking(before_without(&Table::vma_mark_attached)),
              ElementsAre("vma_mark_attached", "fault_mark_attached"));
  EXPECT_THAT(lacking(before_without(&Table::vma_mark_detached)),
              ElementsAre("vma_mark_detached", "fault_mark_detached"));
  EXPECT_THAT(lacking(before_without(&Table::vma_end_write_all)),
              ElementsAre("fault_end_write_all"));
  EXPECT_THAT(lacking(before_without(&Table::vma_drop_attached)),
              ElementsAre("enter_exclusive_detaching"));
}

TEST(SupportedOperations, HaveNoExclusiveSectionsWithoutEnterOrWithoutExit) {
  const auto sections =
      ElementsAre("enter_exclusive", "enter_exclusive_detaching", "exit_exclusive",
                  "fault_enter_exclusive", "fault_exit_exclusive");
  EXPECT_THAT(lacking(before_without(&Table::enter_exclusive)), sections);
  EXPECT_THAT(lacking(before_without(&Table::exit_exclusive)), sections);
}

TEST(SupportedOperations, WaitOnlyInTheStatesThatEnterCanWaitIn) {
  EXPECT_THAT(lacking(before_waiting(LOCKSTEP_WAIT_UNINTERRUPTIBLE)),
              ElementsAre("enter_exclusive killable/interruptible",
                          "enter_exclusive_detaching killable/interruptible",
                          "fault_enter_exclusive killable/interruptible"));
  EXPECT_THAT(
      lacking(before_waiting(LOCKSTEP_WAIT_ANY & ~LOCKSTEP_WAIT_INTERRUPTIBLE)),
      ElementsAre("enter_exclusive interruptible", "enter_exclusive_detaching interruptible",
                  "fault_enter_exclusive interruptible"));
}

TEST(LeftOutOfAComparison, SaysNothingOfFaultsIfNobodyMakesThem) {
  const Table table = before_waiting(LOCKSTEP_WAIT_UNINTERRUPTIBLE);
  const auto left_out = find_left_out(table, before(), Faults::kLeftOut);
  ASSERT_EQ(left_out.size(), 1u);
  EXPECT_EQ(left_out[0].name(), "enter_exclusive killable/interruptible");
}

TEST(MissingEntries, AreNone) {
  EXPECT_THAT(what_is_missing(before()), IsEmpty());
  Table old_kernel = before_without(&Table::vma_start_write_killable);
  old_kernel.vma_drop_attached = nullptr;
  old_kernel.enter_exclusive = nullptr;
  old_kernel.exit_exclusive = nullptr;
  old_kernel.wait_states = 0;
  EXPECT_THAT(what_is_missing(old_kernel), IsEmpty());
}

TEST(MissingEntries, AreNamedInTheOrderOfTheTable) {
  Table table = before_without(&Table::write_data);
  table.vma_end_read = nullptr;
  table.vma_start_write_killable = nullptr;
  EXPECT_EQ(what_is_missing(table), "vma_end_read, write_data");
  EXPECT_EQ(what_is_missing(before_without(&Table::name)), "name");
}

TEST(MissingEntries, IncludeAStateToWaitIn) {
  EXPECT_EQ(what_is_missing(before_waiting(0)), "wait_states");
  EXPECT_EQ(what_is_missing(before_waiting(0x8)), "wait_states");
}

// Whoever runs such a program made a mistake: it must not look like one of the implementation.
TEST(LackingOperations, ThatAreRunAllTheSameAreNoFinding) {
  const Table table = before_without(&Table::vma_start_write_killable);
  const Program program =
      parse_program("vma 0 attached\ntask a: mmap_write_lock; vma_start_write_killable 0");
  Executor executor;
  Observation observation;
  ScriptedScheduler scheduler(program.schedule);
  EXPECT_THROW(executor.run(program, table, scheduler, observation), std::logic_error);
  executor.run(program, before(), scheduler, observation);
  EXPECT_EQ(observation.final.end, End::kCompleted);
}

TEST(OperationsOfAProgram, IncludeWhatItsTasksReleaseAtTheirEnd) {
  const OperationSet operations = operations_of(
      parse_program("vma 0 attached\ntask a: mmap_write_lock; enter_exclusive 0 killable\n"
                    "task b: vma_start_read 0; vma_end_read 0\n"));
  EXPECT_THAT(called_entries(operations),
              ElementsAre("mmap_write_lock", "mmap_write_unlock", "vma_end_read", "vma_start_read",
                          "enter_exclusive", "exit_exclusive"));
}

TEST(CalledEntries, AreOnlyThoseOfTheOperations) {
  EXPECT_THAT(called_entries(OperationSet::none()), IsEmpty());
  OperationSet detaching = OperationSet::none();
  detaching.add(vma_lock::kEnterExclusiveDetaching);
  EXPECT_THAT(called_entries(detaching),
              ElementsAre("vma_drop_attached", "enter_exclusive", "exit_exclusive"));
  EXPECT_THAT(called_entries(OperationSet::within_contract()),
              testing::Not(testing::Contains("fault_put")));
}

}  // namespace
}  // namespace lockstep
