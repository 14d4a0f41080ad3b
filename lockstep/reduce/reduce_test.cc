// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reduce.h"

#include <gtest/gtest.h>

#include "lockstep/explore/outcome_differences.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"
#include "tests/noisy_program.h"

// Reduces noisy programs on implementations whose smallest reproducer is known.
namespace lockstep {
namespace {

constexpr std::size_t kNoisyPrograms = 10;

void expect_reduced(PairRunner& pair, const NoisyProgram& noisy, const std::string& minimum) {
  const auto reduce = [&] {
    return reduce_discrepancy(pair, {noisy.difference, noisy.program}, TaskNames::kByRole);
  };
  const auto reduced = reduce();
  ASSERT_TRUE(reduced) << print_program(noisy.program);
  EXPECT_EQ(print_program(reduced->reproducer), minimum) << print_program(noisy.program);
  EXPECT_EQ(reduced->difference.fingerprint(), noisy.difference.fingerprint());
  EXPECT_EQ(reduced->discrepancy_class(), DiscrepancyClass::kReachable);
  EXPECT_EQ(print_program(reduce()->reproducer), minimum) << "the second time";
}

/// Every noisy program that shows a difference of this kind is reduced to exactly this text.
void expect_minimum(const lockstep_implementation& variant, DifferenceKind kind, std::uint64_t seed,
                    const std::string& minimum) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  for (const NoisyProgram& noisy : noisy_programs(pair, kind, kNoisyPrograms, seed)) {
    ASSERT_GE(count_operations(noisy.program), 24u);
    expect_reduced(pair, noisy, minimum);
  }
}

// Two readers overlap even if they are one task, and the release at its end shows it.
TEST(Reduction, OfAWarningOfOverlappingReadersLeavesTwoReads) {
  expect_minimum(before_that_warns(), DifferenceKind::kWarning, 31,
                 "config DEBUG_VM=off LOCKDEP=off\n"
                 "vma 0 attached\n"
                 "task reader: vma_start_read 0; vma_start_read 0\n");
}

// The signal has to come first, whoever sends it.
TEST(Reduction, OfAReturnCodeThatMindsSignalsLeavesTheSignalAndTheCall) {
  expect_minimum(
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals),
      DifferenceKind::kReturnCode, 32,
      "config DEBUG_VM=off LOCKDEP=off\n"
      "task reader: send_signal reader; mmap_read_trylock\n");
}

/// Eight tasks; the last run of e starts while e has read-locked VMA 1 and f waits to write-lock
/// it.
Program reader_and_writer_in_a_crowd() {
  return parse_program(
      "config DEBUG_VM=on LOCKDEP=on\n"
      "mm 0 sequence 4\n"
      "vma 0 detached\n"
      "vma 1 attached mm 1\n"
      "vma 2 attached mm 1\n"
      "task a: mmap_read_lock; vma_start_read_locked 2; mmap_read_unlock; vma_end_read 2\n"
      "task b: mmap_write_lock_killable; vma_start_write 0; vma_mark_attached 0; "
      "mmap_write_downgrade; mmap_read_unlock\n"
      "task c: mmap_read_trylock 1; vma_start_read 1 0; read_data 1; send_signal b\n"
      "task d: fault_fail_wait; wake_up_process f; vma_start_read 0\n"
      "task e: mmap_read_lock_killable 1; mmap_read_unlock 1; read_data 1; vma_start_read 2; "
      "vma_start_read 1; read_data 1; vma_end_read 2\n"
      "task f: mmap_write_lock 0; mmap_write_trylock 1; vma_start_write_killable 2; write_data 2; "
      "vma_start_write 1; write_data 1; vma_mark_detached 2; mmap_write_unlock 1\n"
      "task g: enter_exclusive 1 killable; send_sigkill a\n"
      "task h: read_data 0; wake_up_process a; vma_start_read 0; vma_end_read 0; vma_end_read 0\n"
      "schedule: a* b* c* d* g* h* e*11 f* e*\n");
}

const char* const kReaderAndWriter =
    "config DEBUG_VM=off LOCKDEP=off\n"
    "vma 0 attached\n"
    "task reader: vma_start_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0\n"
    "schedule: reader*4 writer*\n";

/// Hangs if there was a reader inside when it was called; until then, takes the same steps.
void start_write_hangs_after_readers(vm_area_struct* vma) {
  const bool readers = made_up_readers(vma) != 0;
  before().vma_start_write(vma);
  if (readers) lockstep_sleep();
}

// The writer has to meet a reader that is inside, and a task that waits for its own read abides by
// no contract: it takes two tasks, and one switch while the reader is inside.
TEST(Reduction, OfAHangOfAWriterThatMetAReaderLeavesBoth) {
  Executor executor;
  const auto variant =
      before_with(&lockstep_implementation::vma_start_write, start_write_hangs_after_readers);
  PairRunner pair(executor, before(), variant);
  const Program program = reader_and_writer_in_a_crowd();
  ScriptedScheduler scheduler(program.schedule);
  const ObservedPair& shown = pair.run(program, scheduler);
  ASSERT_FALSE(shown.is_same);
  const auto hang = shown_of_kind(shown, program, DifferenceKind::kHang);
  ASSERT_TRUE(hang);
  expect_reduced(pair, {program, *hang}, kReaderAndWriter);
}

// A reader that wakes nobody takes fewer steps: only what both sides can do at all can be compared.
TEST(Reduction, ByOutcomesOfALostWakeUpLeavesAWriterThatWaitsForAReader) {
  Executor executor;
  const auto variant =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody);
  PairRunner pair(executor, before(), variant);
  const Program program = parse_program(
      "mm 0 sequence 4\nvma 0 detached\nvma 1 attached mm 1\n"
      "task a: vma_start_read 1; vma_end_read 0; read_data 1; vma_end_read 1; vma_end_read 1\n"
      "task b: mmap_write_lock 1; read_data 1; vma_start_write 1; vma_mark_attached 0\n");
  const OutcomeComparison outcomes = compare_outcomes(pair, program, {});
  ASSERT_TRUE(outcomes.complete);
  unsigned hangs = 0;
  for (const OutcomeDifference& found : outcomes.differences) {
    Discrepancy discrepancy = {found.difference, program, Evidence::kOutcomeSet, found.in_variant};
    discrepancy.reproducer.schedule = shorten_schedule(found.steps);
    const auto reduced = reduce_discrepancy(pair, discrepancy, TaskNames::kByRole);
    ASSERT_TRUE(reduced);
    EXPECT_EQ(reduced->evidence, Evidence::kOutcomeSet);
    EXPECT_EQ(reduced->difference.fingerprint(), found.difference.fingerprint());
    EXPECT_LE(count_operations(reduced->reproducer), 4u);
    if (found.difference.kind() != DifferenceKind::kHang) continue;
    EXPECT_EQ(print_program(reduced->reproducer), kReaderAndWriter);
    ++hangs;
  }
  EXPECT_EQ(hangs, 1u);
}

// Entering by itself would be simplified to vma_start_write_killable, which warns as well.
TEST(Reduction, LeavesAloneWhatASideWouldLackIfItWerePlainer) {
  lockstep_implementation v3 = *find_implementation("v3");
  for (const bool lacks : {false, true}) {
    if (lacks) v3.vma_start_write_killable = nullptr;
    Executor executor;
    PairRunner pair(executor, before(), v3);
    const Program program = parse_program(
        "config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
        "task reader: send_sigkill writer; vma_start_read 0\n"
        "task writer: mmap_write_lock; enter_exclusive 0 killable\nschedule: reader*6 writer*\n");
    ScriptedScheduler scheduler(program.schedule);
    const ObservedPair& shown = pair.run(program, scheduler);
    ASSERT_FALSE(shown.is_same);
    const auto warning = shown_of_kind(shown, program, DifferenceKind::kWarning);
    ASSERT_TRUE(warning);
    const auto reduced = reduce_discrepancy(pair, {*warning, program}, TaskNames::kByRole);
    ASSERT_TRUE(reduced);
    EXPECT_TRUE(pair.operations().contains(reduced->reproducer));
    const std::string text = print_program(reduced->reproducer);
    EXPECT_EQ(text.find("enter_exclusive 0 killable") != std::string::npos, lacks) << text;
  }
}

}  // namespace
}  // namespace lockstep
