// SPDX-License-Identifier: GPL-2.0-only
// Objects and operands are evaluated once, before their step is announced.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/mmap_lock.h>

#include <utility>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;

using ObjectAndAccess = std::pair<const volatile void*, lockstep_access>;

class Access : public ::testing::Test {
 protected:
  // The steps so far.
  std::vector<ObjectAndAccess> steps() const {
    std::vector<ObjectAndAccess> all;
    for (const SeenStep& step : engine_.steps) all.emplace_back(step.object, step.access);
    return all;
  }

  // An operand or an object that can only be evaluated once, and tells when.
  int once(int value) {
    EXPECT_EQ(evaluated_++, 0);
    EXPECT_TRUE(engine_.steps.empty());
    return value;
  }
  int* object_once() {
    EXPECT_EQ(object_evaluated_++, 0);
    EXPECT_TRUE(engine_.steps.empty());
    return &x_;
  }

  // In the middle of a step, another task stores to what was to be read before.
  void other_task_stores_before_step(std::size_t number, int& object, int value) {
    engine_.after_steps(number, [&object, value] { object = value; });
  }

  FakeEngine engine_;
  int x_ = 1;
  int y_ = 10;
  atomic_t v_ = {1};
  atomic_t w_ = {10};
  int evaluated_ = 0;
  int object_evaluated_ = 0;
};

TEST_F(Access, AReadInsideAReleaseIsTheStepBeforeIt) {
  smp_store_release(&x_, READ_ONCE(x_) + 1);
  EXPECT_EQ(x_, 2);
  EXPECT_THAT(steps(), ElementsAre(ObjectAndAccess(&x_, LOCKSTEP_READ),
                                   ObjectAndAccess(&x_, LOCKSTEP_WRITE)));
}

TEST_F(Access, AReadInsideAStoreDoesNotSeeWhatComesBetween) {
  other_task_stores_before_step(1, x_, 100);
  WRITE_ONCE(x_, READ_ONCE(x_) + 1);
  EXPECT_EQ(x_, 2);
}

TEST_F(Access, AnAtomicReadInsideAnAtomicStoreIsTheStepBeforeIt) {
  atomic_set(&v_, atomic_read(&w_));
  EXPECT_EQ(v_.counter, 10);
  EXPECT_THAT(steps(), ElementsAre(ObjectAndAccess(&w_, LOCKSTEP_READ),
                                   ObjectAndAccess(&v_, LOCKSTEP_WRITE)));
}

TEST_F(Access, TheStepsOfAnObjectComeBeforeItsOwn) {
  vm_area_struct vma = {};
  mm_struct mm = {};
  vma.vm_mm = &mm;
  vm_area_struct* pointer = &vma;
  EXPECT_EQ(READ_ONCE(smp_load_acquire(&pointer)->vm_mm), &mm);
  EXPECT_EQ(READ_ONCE(READ_ONCE(READ_ONCE(pointer)->vm_mm)->vma_writer_wait.task), nullptr);
  EXPECT_THAT(steps(), ElementsAre(ObjectAndAccess(&pointer, LOCKSTEP_READ),
                                   ObjectAndAccess(&vma.vm_mm, LOCKSTEP_READ),
                                   ObjectAndAccess(&pointer, LOCKSTEP_READ),
                                   ObjectAndAccess(&vma.vm_mm, LOCKSTEP_READ),
                                   ObjectAndAccess(&mm.vma_writer_wait.task, LOCKSTEP_READ)));
}

TEST_F(Access, OperandsOfUpdatesComeBeforeThem) {
  EXPECT_EQ(lockstep_fetch(LOCKSTEP_ADD, &x_, READ_ONCE(y_), __ATOMIC_RELAXED), 1);
  EXPECT_EQ(xchg(&x_, READ_ONCE(y_)), 11);
  EXPECT_EQ(cmpxchg(&x_, READ_ONCE(y_), READ_ONCE(y_) + 1), 10);
  EXPECT_EQ(x_, 11);
  const ObjectAndAccess read(&y_, LOCKSTEP_READ);
  const ObjectAndAccess update(&x_, LOCKSTEP_UPDATE);
  EXPECT_THAT(steps(), ElementsAre(read, update, read, update, read, read, update));
}

TEST_F(Access, WhatIsExpectedIsReadBeforeTheStep) {
  int expected = 1;
  other_task_stores_before_step(0, expected, 5);
  EXPECT_TRUE(try_cmpxchg(&x_, &expected, 7));
  EXPECT_EQ(x_, 7);
}

TEST_F(Access, OfALoad) {
  EXPECT_EQ(READ_ONCE(*object_once()), 1);
  EXPECT_EQ(object_evaluated_, 1);
}

TEST_F(Access, OfAStore) {
  WRITE_ONCE(*object_once(), once(5));
  EXPECT_EQ(x_, 5);
  EXPECT_EQ(object_evaluated_ + evaluated_, 2);
}

TEST_F(Access, OfAReleaseAndOfAnAcquire) {
  smp_store_release(object_once(), once(5));
  engine_.steps.clear();
  object_evaluated_ = 0;
  EXPECT_EQ(smp_load_acquire(object_once()), 5);
  EXPECT_EQ(object_evaluated_ + evaluated_, 2);
}

TEST_F(Access, OfArithmetic) {
  EXPECT_EQ(lockstep_fetch(LOCKSTEP_SUB, object_once(), once(3), __ATOMIC_RELAXED), 1);
  EXPECT_EQ(x_, -2);
}

TEST_F(Access, OfAnExchange) {
  EXPECT_EQ(xchg(object_once(), once(3)), 1);
  EXPECT_EQ(x_, 3);
}

TEST_F(Access, OfAComparedExchange) {
  EXPECT_EQ(cmpxchg(object_once(), 1, once(3)), 1);
  EXPECT_EQ(x_, 3);
  engine_.steps.clear();
  object_evaluated_ = evaluated_ = 0;
  int expected = 3;
  int* pointers[] = {&expected, nullptr};
  int** next = pointers;
  EXPECT_TRUE(try_cmpxchg(object_once(), *next++, once(4)));
  EXPECT_EQ(next, pointers + 1);
  EXPECT_EQ(x_, 4);
}

TEST_F(Access, OfAStoreWithABarrier) {
  smp_store_mb(*object_once(), once(5));
  EXPECT_EQ(x_, 5);
}

TEST_F(Access, ValuesHaveTheTypeOfTheirObject) {
  unsigned char small = 0;
  WRITE_ONCE(small, static_cast<unsigned char>(255));
  static_assert(sizeof(READ_ONCE(small)) == 1);
  const volatile long large = 1L << 40;
  EXPECT_EQ(READ_ONCE(large), 1L << 40);
  const int* pointer = nullptr;
  WRITE_ONCE(pointer, &x_);
  EXPECT_EQ(READ_ONCE(pointer), &x_);
  EXPECT_EQ(cmpxchg(&pointer, &x_, &y_), &x_);
  EXPECT_EQ(xchg(&pointer, nullptr), &y_);
}

}  // namespace
}  // namespace lockstep
