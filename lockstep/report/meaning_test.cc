// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "lockstep/report/replay_text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

const lockstep_implementation& loaded(const std::string& name) {
  return load_implementation(LOCKSTEP_TEST_IMPLEMENTATIONS "/" + name + ".so");
}

ReplayedPair replayed(const lockstep_implementation& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  return replay_pair(pair, parse_program(text));
}

std::string meaning(const lockstep_implementation& variant, std::string_view text) {
  const ReplayedPair pair = replayed(variant, text);
  return pair.differences.empty() ? "the same" : meaning_of(pair.differences.front(), pair);
}

constexpr const char* kTwoReaders =
    "config DEBUG_VM=off LOCKDEP=off\n"
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; mmap_write_unlock\n"
    "schedule: a*4 b*4 writer* a* b*\n";

TEST(Meaning, IsThatAWriterGoesOnWhileReadersHoldTheLock) {
  const Difference made_up = {
      {{DifferenceKind::kRefcount, "vm_refcnt 1", "vm_refcnt 3", "identity", "", "", ""}},
      "vma_start_write 0, called by writer",
      OperationPlace{2, 1}};
  EXPECT_EQ(
      meaning_of(made_up, replayed(loaded("writer_does_not_wait"), kTwoReaders)),
      "with writer_does_not_wait, writer goes on while 2 readers hold the read lock of VMA 0");
}

TEST(Meaning, IsThatATaskIsNeverWoken) {
  EXPECT_EQ(
      meaning(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody),
              kTwoReaders),
      "with made_up, writer is never woken in vma_start_write 0, although nobody holds the "
      "read lock of VMA 0");
}

TEST(Meaning, OfAWarningIsThatOnlyTheLogTellsIfThatIsSo) {
  EXPECT_EQ(meaning(before_that_warns(), kTwoReaders),
            "only the log tells: all calls return the same, and leave the same behind");
}

TEST(Meaning, IsWhatACallDoesInsteadOfWhatItDid) {
  EXPECT_EQ(meaning(before_with(&lockstep_implementation::mmap_read_trylock,
                                made_up_read_trylock_minds_signals),
                    "task a: send_sigkill a; mmap_read_trylock\n"),
            "with made_up, a does not get mmap_lock for read; with before, it takes mmap_lock for "
            "read");
}

TEST(Readers, HoldALockFromItsReturnToTheFirstStepOfItsRelease) {
  const ReplayedPair pair = replayed(before(), kTwoReaders);
  const auto readers_after = [&](OperationPlace place) {
    for (const OperationRecord& record : pair.reference.observation.operations) {
      if (OperationPlace{record.task, record.index} != place) continue;
      return count_readers(pair.reference, 0, &record);
    }
    return 99u;
  };
  EXPECT_EQ(readers_after({0, 0}), 0u);  // a has it, and no other task
  EXPECT_EQ(readers_after({1, 0}), 1u);
  EXPECT_EQ(readers_after({2, 0}), 2u);
  EXPECT_EQ(readers_after({2, 1}), 0u);  // the writer has waited for both
  EXPECT_EQ(count_readers(pair.reference, 0, nullptr), 0u);
}

}  // namespace
}  // namespace lockstep
