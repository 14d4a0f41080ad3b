// SPDX-License-Identifier: GPL-2.0-only
// What is recorded of each operation.
#include <gtest/gtest.h>

#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

constexpr std::uint32_t kFlag = 1u << 30;
constexpr std::int32_t kInterrupted = -4;
constexpr std::int32_t kTryAgain = -11;

class ExecutorRecords : public ExecutorFixture {};

TEST_F(ExecutorRecords, NameTheOperationAndItsPlace) {
  run("vma 0 attached\nvma 1 detached\ntask a: mmap_read_lock\ntask b: vma_start_read 1\n");
  const auto b = records_of(1);
  ASSERT_EQ(b.size(), 1u);
  EXPECT_EQ(b[0].operation_code(), vma_lock::kVmaStartRead);
  EXPECT_EQ(b[0].target, 1u);
  EXPECT_EQ(b[0].index, 0u);
}

TEST_F(ExecutorRecords, ShowTheCountAfterEachOperation) {
  run("vma 0 attached\n"
      "task a: vma_start_read 0; vma_start_read 0; vma_end_read 0; vma_end_read 0\n");
  const auto records = records_of(0);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].values[vma_lock::kRefcount], 2u);
  EXPECT_EQ(records[1].values[vma_lock::kRefcount], 3u);
  EXPECT_EQ(records[2].values[vma_lock::kRefcount], 2u);
  EXPECT_EQ(records[3].values[vma_lock::kRefcount], 1u);
}

TEST_F(ExecutorRecords, ShowTheStepsThatHadBeenTaken) {
  run("vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n");
  EXPECT_EQ(records_of(0)[0].step, 4u);
  EXPECT_EQ(records_of(0)[1].step, 5u);
  EXPECT_EQ(observation_.steps.size(), 5u);
}

TEST_F(ExecutorRecords, ShowTheSequencesOfTheLock) {
  run("vma 0 attached\n"
      "task a: mmap_write_lock; vma_start_write 0; mmap_write_downgrade; mmap_read_unlock\n");
  const auto records = records_of(0);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].values[vma_lock::kSequence],
            1u);  // of the mm: odd while it is held for write
  EXPECT_EQ(records[1].values[vma_lock::kSequence], 1u);  // of the VMA
  EXPECT_TRUE(records[1].has(vma_lock::kLeftWriteLocked));
  EXPECT_EQ(records[2].values[vma_lock::kSequence], 2u);
  EXPECT_FALSE(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kIsWriteLocked]);
}

TEST_F(ExecutorRecords, ShowWhatOperationsReturned) {
  run("vma 0 detached\nvma 1 attached\n"
      "task a: vma_start_read 0; vma_start_read 1; vma_end_read 1; mmap_write_lock; "
      "vma_start_write_killable 1; vma_start_read 1; mmap_write_unlock; mmap_read_trylock\n");
  const auto records = records_of(0);
  EXPECT_EQ(records[0].result, kTryAgain);
  EXPECT_EQ(records[1].result, 1);
  EXPECT_EQ(records[4].result, 0);
  EXPECT_EQ(records[5].result, 0);
  EXPECT_EQ(records[7].result, 1);
}

TEST_F(ExecutorRecords, ShowWhatWasReadAndTheDataAtTheEnd) {
  run("vma 0 attached\n"
      "task a: mmap_write_lock; vma_start_write 0; write_data 0; write_data 0; read_data 0\n");
  EXPECT_EQ(records_of(0)[4].result, 2);
  EXPECT_EQ(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kData], 2u);
}

TEST_F(ExecutorRecords, ShowWhoSleptAndWhoWokeHowMany) {
  run("vma 0 attached\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write 0\n"
      "schedule: reader*4 writer* reader* writer*\n");
  EXPECT_FALSE(records_of(0)[0].has(OperationRecord::kSlept));
  EXPECT_EQ(records_of(0)[0].woken, 0u);
  EXPECT_EQ(records_of(0)[1].woken, 1u);
  EXPECT_FALSE(records_of(1)[0].has(OperationRecord::kSlept));
  EXPECT_TRUE(records_of(1)[1].has(OperationRecord::kSlept));
  EXPECT_EQ(records_of(1)[1].woken, 0u);
}

TEST_F(ExecutorRecords, CountEveryTaskThatAnUnlockWakes) {
  run("vma 0 attached\n"
      "task writer: mmap_write_lock; mmap_write_unlock\n"
      "task a: mmap_read_lock\ntask b: mmap_read_lock\ntask c: mmap_read_lock\n"
      "schedule: writer*2 a* b* c* writer*\n");
  EXPECT_EQ(records_of(0)[1].woken, 3u);
  for (const unsigned task : {1u, 2u, 3u}) {
    EXPECT_TRUE(records_of(task)[0].has(OperationRecord::kSlept));
  }
}

TEST_F(ExecutorRecords, ShowWhatThePrimitivesSaid) {
  run("vma 0 attached\nvma 1 detached\n"
      "task a: mmap_write_lock; enter_exclusive 0 killable; exit_exclusive 0; "
      "enter_exclusive 1 killable; exit_exclusive 1\n");
  const auto records = records_of(0);
  EXPECT_TRUE(records[1].has(vma_lock::kSaidExclusive));
  EXPECT_FALSE(records[1].has(vma_lock::kSaidDetached));
  EXPECT_EQ(records[1].values[vma_lock::kRefcount], kFlag + 1);
  EXPECT_FALSE(records[2].has(vma_lock::kSaidExclusive));
  EXPECT_EQ(records[2].values[vma_lock::kRefcount], 1u);
  EXPECT_TRUE(records[3].has(vma_lock::kSaidDetached));
  EXPECT_FALSE(records[3].has(vma_lock::kSaidExclusive));
  EXPECT_TRUE(records[4].has(OperationRecord::kSkipped));
}

TEST_F(ExecutorRecords, ShowTheErrorOfAKilledWait) {
  run("vma 0 attached\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0\n"
      "task killer: send_sigkill writer\n"
      "schedule: reader*4 writer* killer* writer* reader*\n");
  EXPECT_EQ(records_of(1)[1].result, kInterrupted);
  EXPECT_EQ(records_of(1)[1].values[vma_lock::kRefcount], 2u);
  EXPECT_EQ(records_of(2)[0].woken, 1u);
}

TEST_F(ExecutorRecords, SayThatAnOperationWithoutItsPreconditionIsSkipped) {
  run("vma 0 attached\n"
      "task a: vma_end_read 0; mmap_read_unlock; vma_start_write 0; vma_start_read 0; read_data "
      "0\n");
  const auto records = records_of(0);
  ASSERT_EQ(records.size(), 6u);  // and the release at the end
  for (const unsigned skipped : {0u, 1u, 2u}) {
    EXPECT_TRUE(records[skipped].has(OperationRecord::kSkipped));
    EXPECT_EQ(records[skipped].result, 0);
    EXPECT_EQ(records[skipped].values[vma_lock::kRefcount], 0u);
  }
  EXPECT_FALSE(records[3].has(OperationRecord::kSkipped));
  EXPECT_FALSE(records[4].has(OperationRecord::kSkipped));
}

}  // namespace
}  // namespace lockstep
