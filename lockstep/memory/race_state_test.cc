// SPDX-License-Identifier: GPL-2.0-only
// What the races to come depend on.
#include <gtest/gtest.h>

#include "tests/race_detector_fixture.h"

namespace lockstep {
namespace {

using State = std::vector<std::uint64_t>;

class RaceState : public RaceDetectorTest {
 protected:
  /// After an execution that does this.
  template <typename Accesses>
  State after(Accesses accesses) {
    detector_.begin();
    accesses();
    State state;
    detector_.append_state(state);
    return state;
  }
};

TEST_F(RaceState, IsTheSameWhereverWhatWasDoneHasNothingToDoWithEachOther) {
  const State one = after([&] { write(0, objects_.data), read(1, objects_.more); });
  const State other = after([&] { read(1, objects_.more), write(0, objects_.data); });
  EXPECT_EQ(one, other);
  EXPECT_FALSE(one.empty());
  EXPECT_NE(one, after([&] { write(0, objects_.data), write(1, objects_.more); }));
  EXPECT_NE(one, after([&] { write(0, objects_.data), read(2, objects_.more); }));
  EXPECT_NE(one, after([&] { write(0, objects_.data); }));
}

TEST_F(RaceState, TellsWhatWasAcquired) {
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

TEST_F(RaceState, TellsWhatWasReleasedToWhomeverAcquires) {
  const State released = after([&] { write(0, objects_.data), store(0, objects_.flag, kRelease); });
  EXPECT_NE(released, after([&] { store(0, objects_.flag, kRelease), write(0, objects_.data); }));
  EXPECT_NE(released, after([&] { write(0, objects_.data), store(0, objects_.flag, kRelaxed); }));
  EXPECT_NE(released,
            after([&] { write(0, objects_.data), store(0, objects_.other_flag, kRelease); }));
}

// How often a task has released before matters to nobody.
TEST_F(RaceState, DoesNotCountReleases) {
  const auto release = [&] { store(0, objects_.flag, kRelease); };
  const auto write_and_release = [&] { write(0, objects_.data), release(); };
  EXPECT_EQ(after([&] { release(), write_and_release(); }),
            after([&] { release(), release(), release(), write_and_release(); }));
}

TEST_F(RaceState, TellsWhatFencesOrder) {
  const auto fenced = [&](AccessOrder order) {
    return after([&] { write(0, objects_.data), fence(0, order), write(0, objects_.more); });
  };
  EXPECT_NE(fenced(kRelease), fenced(kAcquire));
}

TEST_F(RaceState, IsThatOfTheLastExecution) {
  after([&] { write(0, objects_.data), write(1, objects_.more); });
  EXPECT_EQ(after([&] { read(2, objects_.data); }), after([&] { read(2, objects_.data); }));
}

}  // namespace
}  // namespace lockstep
