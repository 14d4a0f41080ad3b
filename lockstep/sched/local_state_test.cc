// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/local_state.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace lockstep {
namespace {

using Hashes = std::vector<std::uint64_t>;

// What only this function knows is its count, in a register or on its stack.
[[gnu::noinline]] Hashes hashes_of_loop(unsigned times, volatile unsigned& shared) {
  Hashes hashes;
  hashes.reserve(times);
  const void* const end = __builtin_frame_address(0);
  for (unsigned i = 0; i < times; ++i) {
    shared = shared + i;
    hashes.push_back(hash_local_state(end));
  }
  return hashes;
}

// The same with the count elsewhere, and the hashes, too.
[[gnu::noinline, maybe_unused]] void note_hashes(volatile unsigned& count,
                                                 const std::function<void(std::uint64_t)>& note) {
  const void* const end = __builtin_frame_address(0);
  while (count != 0) {
    count = count - 1;
    note(hash_local_state(end));
  }
}

TEST(LocalState, DiffersIfARegisterDoes) {
  volatile unsigned shared = 0;
  const Hashes hashes = hashes_of_loop(4, shared);
  for (std::size_t i = 1; i < hashes.size(); ++i) EXPECT_NE(hashes[i], hashes[i - 1]) << i;
}

// AddressSanitizer has calls leave something else on the stack each time.
#if !defined(LOCKSTEP_ASAN)
TEST(LocalState, IsTheSameInEachTurnOfALoopThatKeepsNothing) {
  volatile unsigned count = 4;
  Hashes noted;
  noted.reserve(4);
  note_hashes(count, [&](std::uint64_t hash) { noted.push_back(hash); });
  ASSERT_EQ(noted.size(), 4u);
  // The first call of a function may leave other things on the stack than those that follow.
  EXPECT_EQ(noted[2], noted[3]);
}
#endif

}  // namespace
}  // namespace lockstep
