// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/discrepancy_collector.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

/// Discrepancies of a variant, and how often they told of one.
class Examination {
 public:
  explicit Examination(lockstep_implementation variant) : variant_(variant) {}

  /// Runs the program under its own schedule, and examines what that shows if it differs.
  void run(std::string_view text) {
    const Program program = parse_program(text);
    ScriptedScheduler scheduler(program.schedule);
    ++pairs_;
    const ObservedPair& shown = pair_.run(program, scheduler);
    if (!shown.is_same) collector.examine(program, shown, pairs_);
  }

  std::string only_reproducer() const {
    EXPECT_EQ(collector.all().size(), 1u);
    return collector.all().empty() ? "" : print_program(collector.all()[0].reproducer);
  }

 private:
  const lockstep_implementation variant_;
  Executor executor_;
  PairRunner pair_{executor_, before(), variant_};
  std::uint64_t pairs_ = 0;

 public:
  unsigned told = 0;
  DiscrepancyCollector collector{pair_, [this](const Discrepancy&) { ++told; },
                                 [] { return false; }};
};

void warning_put(vm_area_struct* vma) {
  lockstep_warn(&kWarnSite, "made_up");
  before().fault_put(vma);
}

bool warning_trylock(mm_struct* mm) {
  lockstep_warn(&kWarnSite, "made_up");
  return before().mmap_read_trylock(mm);
}

TEST(Discrepancies, KeepOneDiscrepancyPerFingerprint) {
  Examination examination(
      before_with(&lockstep_implementation::mmap_read_trylock, warning_trylock));
  examination.run("task a: mmap_read_trylock");
  examination.run(
      "vma 0 attached\ntask b: vma_start_read 0; mmap_read_lock\n"
      "task c: send_signal b; mmap_read_trylock 1; mmap_read_unlock 1\n");
  EXPECT_EQ(examination.only_reproducer(),
            "config DEBUG_VM=off LOCKDEP=off\ntask reader: mmap_read_trylock\n");
  EXPECT_EQ(examination.collector.all()[0].found_after, 1u);
  EXPECT_EQ(examination.told, 1u);
}

TEST(Discrepancies, KeepDiscrepanciesOfDifferentKindsInTheOrderOfTheirFinding) {
  lockstep_implementation variant =
      before_with(&lockstep_implementation::mmap_read_trylock, warning_trylock);
  variant.vma_end_read = made_up_end_read_warns;
  Examination examination(variant);
  examination.run("vma 0 attached\ntask a: vma_start_read 0; vma_start_read 0");
  examination.run("task a: mmap_read_trylock");
  ASSERT_EQ(examination.collector.all().size(), 2u);
  EXPECT_EQ(examination.collector.all()[0].found_after, 1u);
  EXPECT_EQ(examination.collector.all()[1].found_after, 2u);
}

TEST(Discrepancies, AreOutOfContractIfTheReproducerNeedsAFault) {
  Examination examination(before_with(&lockstep_implementation::fault_put, warning_put));
  examination.run("vma 0 attached\ntask a: vma_start_read 0; fault_put 0");
  EXPECT_EQ(examination.only_reproducer(),
            "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\ntask task: fault_put 0\n");
  EXPECT_EQ(examination.collector.all()[0].discrepancy_class(), DiscrepancyClass::kOutOfContract);
}

TEST(Discrepancies, AreReachableIfTheFaultCouldBeTakenAway) {
  Examination examination(
      before_with(&lockstep_implementation::mmap_read_trylock, warning_trylock));
  examination.run("vma 0 attached\ntask a: fault_put 0; mmap_read_trylock; fault_fail_wait");
  EXPECT_EQ(examination.only_reproducer(),
            "config DEBUG_VM=off LOCKDEP=off\ntask reader: mmap_read_trylock\n");
  EXPECT_EQ(examination.collector.all()[0].discrepancy_class(), DiscrepancyClass::kReachable);
}

TEST(Discrepancies, ThatAreReachableReplaceThoseOutOfContractOfTheSameFingerprint) {
  lockstep_implementation variant =
      before_with(&lockstep_implementation::mmap_read_trylock, warning_trylock);
  variant.fault_put = warning_put;
  Examination examination(variant);
  const char* const fault = "vma 0 attached\ntask a: fault_put 0";
  examination.run(fault);
  examination.run(fault);
  EXPECT_EQ(examination.told, 1u);
  EXPECT_EQ(examination.collector.all()[0].discrepancy_class(), DiscrepancyClass::kOutOfContract);
  examination.run("task a: mmap_read_trylock");
  EXPECT_EQ(examination.told, 2u);
  EXPECT_EQ(examination.only_reproducer(),
            "config DEBUG_VM=off LOCKDEP=off\ntask reader: mmap_read_trylock\n");
  examination.run(fault);
  EXPECT_EQ(examination.told, 2u);
}

// The variant looks once more, so the writer is already inside when it tries: no difference by
// outcome sets.
TEST(Discrepancies, ExplainDifferencesUnderDivergedSchedules) {
  Examination examination(
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_looks_twice));
  examination.run(
      "task a: mmap_read_trylock\n"
      "task b: mmap_write_lock; mmap_write_unlock\n"
      "schedule: a b* a*\n");
  EXPECT_TRUE(examination.collector.all().empty());
  EXPECT_EQ(examination.collector.explained(), 1u);
  EXPECT_EQ(examination.collector.undecided(), 0u);
}

/// Of two tasks at once, these have over 20,000 states (200 * 200).
void take_many_steps(mm_struct* mm) {
  for (int i = 0; i < 200; ++i) lockstep_step(mm, LOCKSTEP_READ);
}

bool long_trylock_that_waits(mm_struct* mm) {
  take_many_steps(mm);
  if (!before().mmap_read_trylock(mm)) before().mmap_read_lock(mm);
  return true;
}

void long_write_lock(mm_struct* mm) {
  take_many_steps(mm);
  before().mmap_write_lock(mm);
}

TEST(Discrepancies, LeaveOpenWhatHasTooManyStates) {
  lockstep_implementation variant =
      before_with(&lockstep_implementation::mmap_read_trylock, long_trylock_that_waits);
  variant.mmap_write_lock = long_write_lock;
  Examination examination(variant);
  examination.run(
      "task a: mmap_read_trylock\n"
      "task b: mmap_write_lock; mmap_write_unlock\n"
      "schedule: b*2 a* b*\n");
  EXPECT_TRUE(examination.collector.all().empty());
  EXPECT_EQ(examination.collector.undecided(), 1u);
}

unsigned calls = 0;

bool trylock_that_fails_once(mm_struct* mm) {
  return before().mmap_read_trylock(mm) && ++calls != 3;
}

TEST(Discrepancies, SayThatAnImplementationWithAStateOfItsOwnIsNotReproducible) {
  calls = 0;
  Examination examination(
      before_with(&lockstep_implementation::mmap_read_trylock, trylock_that_fails_once));
  const auto run = [&] {
    for (int i = 0; i < 3; ++i) examination.run("task a: mmap_read_trylock");
  };
  EXPECT_THROW(run(), NotReproducible);
}

}  // namespace
}  // namespace lockstep
