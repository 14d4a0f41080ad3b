// SPDX-License-Identifier: GPL-2.0-only
// The rows that subjects are made of, without a subject: what their contracts permit.
#include <gtest/gtest.h>

#include "subjects/family/count.h"
#include "subjects/family/lock.h"
#include "subjects/family/queue.h"

namespace lockstep::family {
namespace {

/// A task that makes operations as their rows say, each of them with success.
class Task {
 public:
  bool may(const OperationInfo& row, std::int32_t object) const {
    const Operation operation = {row.code, {object}};
    return !row.permitted || row.permitted({operation, holdings_, Facts{}});
  }

  void make(const OperationInfo& row, std::int32_t object) {
    EXPECT_TRUE(may(row, object)) << row.name << " " << object;
    row.effect.apply(holdings_, static_cast<unsigned>(object));
  }

  const Holdings& holdings() const { return holdings_; }

 private:
  Holdings holdings_;
};

constexpr OperationInfo kTake = lock::take(OperationCode{0}, "take");
constexpr OperationInfo kTry = lock::try_to_take(OperationCode{1}, "try", OperationCode{0});
constexpr OperationInfo kRelease = lock::release(OperationCode{2}, "release");

TEST(LockFamily, LetsATaskTakeLocksInTheirOrderAndReleaseWhatItHolds) {
  Task task;
  EXPECT_FALSE(task.may(kRelease, 0));
  task.make(kTake, 0);
  EXPECT_FALSE(task.may(kTake, 0));
  task.make(kTry, 2);
  EXPECT_FALSE(task.may(kTake, 1)) << "it comes before 2";
  EXPECT_EQ(lock::next_release<OperationCode{2}>(task.holdings()),
            (Operation{OperationCode{2}, {2}}));
  task.make(kRelease, 2);
  task.make(kTake, 1);
  task.make(kRelease, 1);
  task.make(kRelease, 0);
  EXPECT_EQ(task.holdings(), Holdings{});
}

constexpr OperationInfo kGet = count::get(OperationCode{0}, "get");
constexpr OperationInfo kTryToGet = count::try_to_get(OperationCode{1}, "try_to_get");
constexpr OperationInfo kPut = count::put(OperationCode{2}, "put");

TEST(CountFamily, LetsATaskGetMoreOnceItHasAReferenceAndPutWhatItHas) {
  Task task;
  EXPECT_FALSE(task.may(kGet, 1));
  EXPECT_FALSE(task.may(kPut, 1));
  task.make(kTryToGet, 1);
  EXPECT_FALSE(task.may(kGet, 0)) << "that is another object";
  task.make(kGet, 1);
  EXPECT_FALSE(task.may(kGet, 1)) << "these are as many as are of use";
  EXPECT_FALSE(task.may(kTryToGet, 1));
  EXPECT_EQ(count::next_release<OperationCode{2}>(task.holdings()),
            (Operation{OperationCode{2}, {1}}));
  task.make(kPut, 1);
  task.make(kPut, 1);
  EXPECT_EQ(task.holdings(), Holdings{});
}

TEST(QueueFamily, LetsEveryTaskDoEverything) {
  Task task;
  for (const OperationInfo& row :
       {queue::put_in(OperationCode{0}, "put_in"), queue::take_out(OperationCode{1}, "take_out"),
        queue::try_to_take_out(OperationCode{2}, "try_to_take_out", OperationCode{1})}) {
    task.make(row, 0);
  }
  EXPECT_EQ(task.holdings(), Holdings{});
}

// What is tried can fail, and both outcomes have words.
TEST(Families, TellWhetherATrySucceeded) {
  for (const OperationInfo& row :
       {kTry, kTryToGet, queue::try_to_take_out(OperationCode{2}, "try", OperationCode{1})}) {
    EXPECT_EQ(row.result, ResultForm::kLocked);
    EXPECT_NE(row.answers[0], row.answers[1]);
    EXPECT_FALSE(row.failed.empty());
  }
}

}  // namespace
}  // namespace lockstep::family
