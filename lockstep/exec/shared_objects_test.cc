// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/shared_objects.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "lockstep/sched/random_scheduler.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

class Places : public ::testing::Test {
 protected:
  std::string name(const void* address) { return name_place(*objects_, {}, address); }

  std::unique_ptr<lockstep_objects, void (*)(lockstep_objects*)> objects_{lockstep_objects_create(),
                                                                          lockstep_objects_destroy};
};

TEST_F(Places, HaveTheNameOfTheFirstFieldOfTheirObject) {
  EXPECT_EQ(name(lockstep_objects_vma(objects_.get(), 0)), "vma 0 vm_mm");
  EXPECT_EQ(name(lockstep_objects_vma(objects_.get(), 2)), "vma 2 vm_mm");
  EXPECT_EQ(name(lockstep_objects_mm(objects_.get(), 1)), "mm 1 mmap_lock");
  EXPECT_EQ(name(lockstep_objects_task(objects_.get(), 7)), "task 7 __state");
}

TEST_F(Places, OutsideOfTheObjectsArePrivate) {
  const int local = 0;
  EXPECT_EQ(name(&local), "private memory");
  EXPECT_EQ(name(nullptr), "private memory");
}

TEST(KindsOfPlaces, HaveNoNumberOfAnObject) {
  EXPECT_EQ(kind_of_place("vma 0 vm_mm"), "vma vm_mm");
  EXPECT_EQ(kind_of_place("task 12 other fields"), "task other fields");
  EXPECT_EQ(kind_of_place("static slot"), "static slot");
  EXPECT_EQ(kind_of_place("private memory"), "private memory");
  EXPECT_EQ(kind_of_place("nowhere"), "nowhere");
}

class PlacesOfSteps : public ExecutorFixture {};

TEST_F(PlacesOfSteps, OfALockAreItsFields) {
  const Program program =
      parse_program("vma 0 attached\ntask a: mmap_write_lock; vma_start_write 0; send_signal a\n");
  RandomScheduler scheduler(1);
  Trace trace;
  executor_.run(program, before(), scheduler, observation_, &trace);
  std::set<std::string> places;
  for (const StepRecord& step : trace.steps) places.insert(step.place);
  EXPECT_EQ(places,
            (std::set<std::string>{"mm 0 mm_lock_seq", "mm 0 mmap_lock", "mm 0 vma_writer_wait",
                                   "task 0 __state", "task 0 pending", "vma 0 vm_lock_seq",
                                   "vma 0 vm_refcnt"}));
}

}  // namespace
}  // namespace lockstep
