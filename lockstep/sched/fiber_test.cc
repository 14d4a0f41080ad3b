// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/fiber.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace lockstep {
namespace {

// Counts how often it is switched to, from the main fiber and back.
struct Counter {
  static void run(void* argument) {
    auto& self = *static_cast<Counter*>(argument);
    ++self.entered;
    for (unsigned here = 1;; ++here) {
      self.local = here;
      self.address = reinterpret_cast<std::byte*>(__builtin_frame_address(0));
      self.fiber.switch_to(self.main);
    }
  }

  explicit Counter(Fiber& main) : main(main) {}

  Fiber& main;
  unsigned entered = 0;
  unsigned local = 0;
  std::byte* address = nullptr;
  Fiber fiber{&Counter::run, this};
};

TEST(Fiber, RunsWhenFirstSwitchedToAndNotBefore) {
  Fiber main;
  Counter counter(main);
  EXPECT_EQ(counter.entered, 0u);
  main.switch_to(counter.fiber);
  EXPECT_EQ(counter.entered, 1u);
  EXPECT_EQ(counter.local, 1u);
}

TEST(Fiber, ContinuesWhereItLeft) {
  Fiber main;
  Counter counter(main);
  for (unsigned i = 1; i <= 100'000; ++i) {
    main.switch_to(counter.fiber);
    ASSERT_EQ(counter.local, i);
  }
  EXPECT_EQ(counter.entered, 1u);
}

TEST(Fiber, ManyHaveStacksOfTheirOwn) {
  Fiber main;
  std::vector<std::unique_ptr<Counter>> counters;
  for (int i = 0; i < 16; ++i) counters.push_back(std::make_unique<Counter>(main));
  for (unsigned round = 1; round <= 100; ++round) {
    for (auto& counter : counters) {
      main.switch_to(counter->fiber);
      ASSERT_EQ(counter->local, round);
    }
  }
  for (std::size_t i = 1; i < counters.size(); ++i) {
    EXPECT_GE(std::abs(counters[i]->address - counters[i - 1]->address), 256 * 1024);
  }
}

TEST(Fiber, StartsAnewAfterAReset) {
  Fiber main;
  Counter counter(main);
  main.switch_to(counter.fiber);
  main.switch_to(counter.fiber);
  counter.fiber.reset(false);
  main.switch_to(counter.fiber);
  EXPECT_EQ(counter.entered, 2u);
  EXPECT_EQ(counter.local, 1u);
}

TEST(Fiber, CanBeResetThousandsOfTimes) {
  Fiber main;
  Counter counter(main);
  for (unsigned i = 1; i <= 3000; ++i) {
    main.switch_to(counter.fiber);
    counter.fiber.reset(i % 100 == 0);
  }
  EXPECT_EQ(counter.entered, 3000u);
}

TEST(Fiber, HasAGuardPageBelowItsStack) {
  Fiber main;
  Counter counter(main);
  main.switch_to(counter.fiber);
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  EXPECT_FALSE(counter.fiber.in_guard_page(counter.address));
  // 256 KiB below the frame it is in is less than a page past the end of the stack.
  EXPECT_TRUE(counter.fiber.in_guard_page(counter.address - 256 * 1024));
  EXPECT_FALSE(counter.fiber.in_guard_page(counter.address - 256 * 1024 - page));
  EXPECT_FALSE(main.in_guard_page(counter.address - 256 * 1024));
}

// Two fibers that switch to each other, and to the main one when they are done.
struct Player {
  static void run(void* argument) {
    auto& self = *static_cast<Player*>(argument);
    for (;;) {
      const bool over = ++*self.hits == 1000;
      self.fiber.switch_to(over ? *self.main : self.opponent->fiber);
    }
  }

  Fiber* main;
  unsigned* hits;
  Player* opponent = nullptr;
  Fiber fiber{&Player::run, this};
};

TEST(Fiber, SwitchesToOthersWithoutTheMainOne) {
  Fiber main;
  unsigned hits = 0;
  Player ping{&main, &hits};
  Player pong{&main, &hits};
  ping.opponent = &pong;
  pong.opponent = &ping;
  main.switch_to(ping.fiber);
  EXPECT_EQ(hits, 1000u);
}

// Half of the stack in frames, so that a fiber that is reset leaves many of them behind.
unsigned sink_into_stack(unsigned frames, Fiber& from, Fiber& to) {
  volatile std::byte ballast[1024];
  ballast[0] = std::byte{0};
  if (frames == 0) {
    from.switch_to(to);
    return 0;
  }
  const unsigned below = sink_into_stack(frames - 1, from, to);
  return below + 1 + static_cast<unsigned>(ballast[0]);
}

struct Diver {
  static void run(void* argument) {
    auto& self = *static_cast<Diver*>(argument);
    for (;;) {
      self.depth = sink_into_stack(64, self.fiber, *self.main);
      self.fiber.switch_to(*self.main);
    }
  }

  Fiber* main;
  unsigned depth = 0;
  Fiber fiber{&Diver::run, this};
};

TEST(Fiber, ComesBackFromADeepStackAlsoAfterItWasAbandonedThere) {
  Fiber main;
  Diver diver{&main};
  for (int i = 0; i < 300; ++i) {
    main.switch_to(diver.fiber);
    diver.fiber.reset(true);
  }
  main.switch_to(diver.fiber);
  main.switch_to(diver.fiber);
  EXPECT_EQ(diver.depth, 64u);
}

// What calls have left below on the stack, or in registers, is no part of where a loop is.
[[gnu::noinline]] void clear_unused_stack() {
  std::array<std::uint64_t, 64> below;
  for (volatile std::uint64_t& word : below) word = 0;
}

/// Makes a loop of four turns on a fiber, and hashes its local state in each.
struct Loop {
  explicit Loop(Fiber::Entry run) : fiber(run, this) { main.switch_to(fiber); }

  [[gnu::noinline]] void note() { hashes[noted++] = fiber.hash_local_state(); }

  Fiber main;
  volatile unsigned shared = 0;
  std::array<std::uint64_t, 4> hashes = {};
  std::size_t noted = 0;
  Fiber fiber;
};

// What only this function knows is its count, in a register or on its stack.
void count_locally(void* argument) {
  auto& loop = *static_cast<Loop*>(argument);
  for (unsigned i = 0; i < 4; ++i) {
    loop.shared = loop.shared + i;
    clear_unused_stack();
    loop.note();
  }
  loop.fiber.switch_to(loop.main);
}

// The same with the count elsewhere.
[[maybe_unused]] void count_elsewhere(void* argument) {
  auto& loop = *static_cast<Loop*>(argument);
  for (loop.shared = 4; loop.shared != 0;) {
    loop.shared = loop.shared - 1;
    clear_unused_stack();
    loop.note();
  }
  loop.fiber.switch_to(loop.main);
}

TEST(Fiber, HasAnotherLocalStateIfARegisterDiffers) {
  const Loop loop(count_locally);
  ASSERT_EQ(loop.noted, 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_NE(loop.hashes[i], loop.hashes[i - 1]) << i;
}

// AddressSanitizer has calls leave something else on the stack each time.
#if !defined(LOCKSTEP_ASAN)
TEST(Fiber, HasTheSameLocalStateInEachTurnOfALoopThatKeepsNothing) {
  const Loop loop(count_elsewhere);
  ASSERT_EQ(loop.noted, 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(loop.hashes[i], loop.hashes[i - 1]) << i;
}
#endif

}  // namespace
}  // namespace lockstep
