// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/race_state.h"

#include <gtest/gtest.h>

#include "tests/race_detector_fixture.h"

namespace lockstep {
namespace {

using State = std::vector<std::uint64_t>;

class RaceStateTest : public RaceDetectorTest {
 protected:
  RaceStateTest() {  // which words can race
    detector_.begin();
    for (const unsigned task : {0u, 1u}) {
      write(task, objects_.data);
      write(task, objects_.more);
    }
    detector_.adopt_what_was_learned();
  }

  /// After an execution that does this, with tasks in this order.
  template <typename Accesses>
  State after(Accesses accesses, std::array<unsigned, 3> order = {0, 1, 2}) {
    detector_.begin();
    accesses();
    detector_.write_state(unfinished_, state_);
    State words;
    state_.append_to(order, words);
    return words;
  }

  TaskSet unfinished_ = TaskSet::first_n(3);
  RaceState state_;
};

TEST_F(RaceStateTest, IsTheSameWhereverWhatWasDoneHasNothingToDoWithEachOther) {
  const State one = after([&] { write(0, objects_.data), read(1, objects_.more); });
  const State other = after([&] { read(1, objects_.more), write(0, objects_.data); });
  EXPECT_EQ(one, other);
  EXPECT_FALSE(one.empty());
  EXPECT_NE(one, after([&] { write(0, objects_.data), write(1, objects_.more); }));
  EXPECT_NE(one, after([&] { write(0, objects_.data), read(2, objects_.more); }));
  EXPECT_NE(one, after([&] { write(0, objects_.data); }));
}

TEST_F(RaceStateTest, TellsWhatWasAcquired) {
  const auto write_and_release = [&] {
    write(0, objects_.data);
    store(0, objects_.flag, kRelease);
  };
  const State before = after([&] { load(1, objects_.flag, kAcquire), write_and_release(); });
  const State behind = after([&] { write_and_release(), load(1, objects_.flag, kAcquire); });
  const State relaxed = after([&] { write_and_release(), load(1, objects_.flag, kRelaxed); });
  EXPECT_NE(before, behind);
  EXPECT_NE(before, relaxed);
  EXPECT_NE(behind, relaxed);
}

TEST_F(RaceStateTest, TellsWhatWasReleasedToWhomeverAcquires) {
  const State released = after([&] { write(0, objects_.data), store(0, objects_.flag, kRelease); });
  EXPECT_NE(released, after([&] { store(0, objects_.flag, kRelease), write(0, objects_.data); }));
  EXPECT_NE(released, after([&] { write(0, objects_.data), store(0, objects_.flag, kRelaxed); }));
  EXPECT_NE(released,
            after([&] { write(0, objects_.data), store(0, objects_.other_flag, kRelease); }));
}

// How often a task has released before matters to nobody.
TEST_F(RaceStateTest, DoesNotCountReleases) {
  const auto release = [&] { store(0, objects_.flag, kRelease); };
  const auto write_and_release = [&] { write(0, objects_.data), release(); };
  EXPECT_EQ(after([&] { release(), write_and_release(); }),
            after([&] { release(), release(), release(), write_and_release(); }));
}

TEST_F(RaceStateTest, TellsWhatFencesOrder) {
  const auto fenced = [&](AccessOrder order) {
    return after([&] { write(0, objects_.data), fence(0, order), write(0, objects_.more); });
  };
  EXPECT_NE(fenced(kRelease), fenced(kAcquire));
}

TEST_F(RaceStateTest, HasNothingThatNoTaskCanRaceWithAnyMore) {
  const auto hand_over = [&] {
    write(0, objects_.data);
    store(0, objects_.flag, kRelease);
    load(1, objects_.flag, kAcquire);
  };
  EXPECT_FALSE(after(hand_over).empty()) << "a third task has not acquired";
  unfinished_ = TaskSet::first_n(2);
  EXPECT_TRUE(after(hand_over).empty());
  EXPECT_FALSE(after([&] { hand_over(), write(1, objects_.data); }).empty());
  unfinished_ = TaskSet::first_n(1);
  EXPECT_FALSE(after([&] { write(1, objects_.data); }).empty()) << "the other one has ended";
  EXPECT_TRUE(after([&] { write(0, objects_.data); }).empty()) << "there is no other one";
}

TEST_F(RaceStateTest, HasNoWordThatWasNeverPartOfARace) {
  const auto store_relaxed = [&] { store(0, objects_.other_flag, kRelaxed); };
  EXPECT_TRUE(after(store_relaxed).empty());
  EXPECT_TRUE(after([&] { store_relaxed(), load(1, objects_.other_flag, kRelaxed); }).empty());
  EXPECT_FALSE(detector_.adopt_what_was_learned());
  EXPECT_TRUE(after([&] { store_relaxed(), read(1, objects_.other_flag); }).empty());
  EXPECT_TRUE(detector_.adopt_what_was_learned());
  EXPECT_FALSE(detector_.adopt_what_was_learned());
  EXPECT_FALSE(after(store_relaxed).empty()) << "a plain read may follow";
}

TEST_F(RaceStateTest, IsTheSameForTasksThatChangePlaces) {
  const auto write_and_release = [&](unsigned task) {
    write(task, objects_.data);
    store(task, objects_.flag, kRelease);
    read(2, objects_.more);
  };
  EXPECT_EQ(after([&] { write_and_release(0); }), after([&] { write_and_release(1); }, {1, 0, 2}));
  EXPECT_NE(after([&] { write_and_release(0); }), after([&] { write_and_release(1); }));
  EXPECT_FALSE(state_.names_task());
}

TEST_F(RaceStateTest, IsThatOfTheLastExecution) {
  after([&] { write(0, objects_.data), write(1, objects_.more); });
  EXPECT_EQ(after([&] { read(2, objects_.data); }), after([&] { read(2, objects_.data); }));
}

}  // namespace
}  // namespace lockstep
