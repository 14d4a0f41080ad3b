// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/confirmation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/exec/race_reports.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

using Answer = Confirmation::Answer;
using Table = lockstep_implementation;

/// A pair of sides, and what is claimed of it.
class Claim {
 public:
  Claim(Table reference, Table variant, std::string_view text)
      : reference_(reference), variant_(variant), program_(parse_program(text)) {}

  /// That this is the first thing in which both sides differ under the program's schedule, or, if
  /// they do not, any.
  Discrepancy discrepancy() {
    Discrepancy claimed;
    ScriptedScheduler scheduler(program_.schedule);
    auto differences = pair.differences(program_, pair.run(program_, scheduler));
    if (differences.empty()) {
      claimed.difference.aspects = {
          {DifferenceKind::kReturnCode, "this", "that", "made up", "", "", ""}};
    } else {
      claimed.difference = std::move(differences.front());
    }
    claimed.reproducer = program_;
    return claimed;
  }

  Confirmation confirmation() { return confirm(pair, discrepancy()); }

 private:
  const Table reference_;
  const Table variant_;
  const Program program_;
  Executor executor_;

 public:
  PairRunner pair{executor_, reference_, variant_};
};

constexpr const char* kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n"
    "schedule: a*4 b*4 a* b*\n";

Table end_read_that(void (*end_read)(vm_area_struct*)) {
  return before_with(&Table::vma_end_read, end_read);
}

TEST(Confirmation, SaysThatOneSideCanDoWhatTheOtherCannot) {
  for (const auto warns : {made_up_end_read_warns, made_up_end_read_looks_and_warns}) {
    Claim claim(before(), end_read_that(warns), kTwoReaders);
    const Confirmation confirmation = claim.confirmation();
    EXPECT_EQ(confirmation.answer, Answer::kConfirmed);
    ASSERT_TRUE(confirmation.outcomes);
    EXPECT_TRUE(confirmation.outcomes->complete);
    EXPECT_GT(confirmation.outcomes->only_variant, 0u);
  }
}

bool never_locks(mm_struct* /*mm*/) { return false; }

// The variant can only do what the reference can, too.
TEST(Confirmation, SaysSoIfOnlyTheReferenceCanDoMore) {
  Claim claim(before(), before_with(&Table::mmap_read_trylock, never_locks),
              "task a: mmap_write_lock; mmap_write_unlock\ntask b: mmap_read_trylock\n");
  const Confirmation confirmation = claim.confirmation();
  EXPECT_EQ(confirmation.answer, Answer::kConfirmed);
  EXPECT_EQ(confirmation.outcomes->only_variant, 0u);
}

TEST(Confirmation, ContradictsWhereBothSidesCanDoTheSame) {
  for (const Table& variant : {before(), end_read_that(made_up_end_read_looks_twice)}) {
    Claim claim(before(), variant, kTwoReaders);
    const Confirmation confirmation = claim.confirmation();
    EXPECT_EQ(confirmation.answer, Answer::kContradicted);
    ASSERT_TRUE(confirmation.outcomes);
    EXPECT_TRUE(confirmation.outcomes->differences.empty());
  }
}

// Under this schedule the variant, which looks once more, meets the writer. That is no difference.
TEST(Confirmation, ContradictsADifferenceThatAnotherScheduleExplains) {
  Claim claim(before(), before_with(&Table::mmap_read_trylock, made_up_read_trylock_looks_twice),
              "task a: mmap_read_trylock\n"
              "task b: mmap_write_lock; mmap_write_unlock\n"
              "schedule: a b* a*\n");
  const Discrepancy claimed = claim.discrepancy();
  ASSERT_EQ(claimed.difference.kind(), DifferenceKind::kReturnCode);
  EXPECT_EQ(confirm(claim.pair, claimed).answer, Answer::kContradicted);
}

/// Two tasks that make it at once have over 20,000 states (200 * 200).
bool long_trylock(mm_struct* mm) {
  for (int i = 0; i < 200; ++i) lockstep_step(mm, LOCKSTEP_READ);
  return before().mmap_read_trylock(mm);
}

TEST(Confirmation, SaysThatItIsTooMuch) {
  const Table takes_long = before_with(&Table::mmap_read_trylock, long_trylock);
  Claim claim(takes_long, takes_long, "task a: mmap_read_trylock\ntask b: mmap_read_trylock\n");
  const Confirmation confirmation = claim.confirmation();
  EXPECT_EQ(confirmation.answer, Answer::kTooLarge);
  EXPECT_FALSE(confirmation.outcomes);
}

TEST(Confirmation, SaysSoOfWhatCannotBeExplored) {
  Claim claim(before(), before_with(&Table::send_signal, made_up_one_step),
              "task a: send_signal a\n");
  EXPECT_EQ(claim.confirmation().answer, Answer::kTooLarge);
}

vm_area_struct* reads_unlocked(mm_struct* /*mm*/, vm_area_struct* vma) { return vma; }

void ends_unlocked(vm_area_struct* /*vma*/) {}

unsigned long reads_nothing(const vm_area_struct* /*vma*/) { return 0; }

/// A reader that takes no lock, and so races with writers if it reads.
Table reader_without_lock(bool reads = true) {
  Table unlocked = before_with(&Table::vma_start_read, reads_unlocked);
  unlocked.vma_end_read = ends_unlocked;
  if (!reads) unlocked.read_data = reads_nothing;
  return unlocked;
}

/// What says a race of a read and a write there that the variant has, and the reference has not.
Answer confirm_race(const Table& reference, const Table& variant, Evidence evidence,
                    const std::string& place = "vma 0 vm_start") {
  Claim claim(reference, variant,
              "vma 0 attached\n"
              "task reader: vma_start_read 0; read_data 0\n"
              "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n");
  Discrepancy race = claim.discrepancy();
  race.difference = race_difference({place, {{{}, {.write = true}}}}, true);
  race.evidence = evidence;
  return confirm(claim.pair, race).answer;
}

// Builds that do not watch for races see none.
TEST(ConfirmationOfRaces, ContradictsIfTheOtherSideRacesUnderAnySchedule) {
  constexpr Evidence kSets = Evidence::kRaceSet;
  const Answer seen = watches_races() ? Answer::kConfirmed : Answer::kContradicted;
  EXPECT_EQ(confirm_race(before(), reader_without_lock(), kSets), seen);
  EXPECT_EQ(confirm_race(reader_without_lock(), reader_without_lock(), kSets),
            Answer::kContradicted);
}

TEST(ConfirmationOfRaces, WantsThatRaceAfterTheSameStepsIfItWasFoundInLockstep) {
  constexpr Evidence kSteps = Evidence::kLockstep;
  const Table quiet = reader_without_lock(false);
  const Answer seen = watches_races() ? Answer::kConfirmed : Answer::kContradicted;
  EXPECT_EQ(confirm_race(quiet, reader_without_lock(), kSteps), seen);
  EXPECT_EQ(confirm_race(quiet, reader_without_lock(), kSteps, "vma 0 vm_lock_seq"),
            Answer::kContradicted);
  EXPECT_EQ(confirm_race(reader_without_lock(), reader_without_lock(), kSteps),
            Answer::kContradicted);
  EXPECT_EQ(confirm_race(before(), reader_without_lock(), kSteps), Answer::kContradicted);
}

TEST(Confirmation, NamesWhatWasContradicted) {
  Claim claim(before(), end_read_that(made_up_end_read_warns), kTwoReaders);
  const Discrepancy claimed = claim.discrepancy();
  try {
    throw_contradiction(claimed);
  } catch (const Contradiction& contradiction) {
    EXPECT_THAT(contradiction.what(),
                AllOf(HasSubstr("warning, fingerprint " + claimed.difference.fingerprint()),
                      HasSubstr("finds no difference"), HasSubstr("task b: vma_start_read 0"),
                      HasSubstr("schedule: a*4 b*4 a* b*")));
  }
}

}  // namespace
}  // namespace lockstep
