// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/request.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <thread>

#include "lockstep/memory/sequential_memory.h"
#include "lockstep/memory/thread_memory.h"

namespace lockstep {
namespace {

using Word = std::uint32_t;
constexpr Word kLowest = 0x8000'0000u;  // with a sign

/// One action on one value: whether it stores, and what is there afterwards.
struct Case {
  lockstep_action action;
  Word before;
  Word operand;
  Word expected;
  bool stores;
  Word after;
};

constexpr auto kCases = std::to_array<Case>({
    {LOCKSTEP_LOAD, 5, 0, 0, false, 5},
    {LOCKSTEP_STORE, 5, 7, 0, true, 7},
    {LOCKSTEP_EXCHANGE, 5, 7, 0, true, 7},
    {LOCKSTEP_ADD, 0xffff'ffffu, 2, 0, true, 1},
    {LOCKSTEP_SUB, 1, 2, 0, true, 0xffff'ffffu},
    {LOCKSTEP_AND, 6, 3, 0, true, 2},
    {LOCKSTEP_OR, 6, 3, 0, true, 7},
    {LOCKSTEP_XOR, 6, 3, 0, true, 5},
    {LOCKSTEP_NAND, 6, 3, 0, true, ~2u},
    {LOCKSTEP_EXCHANGE_IF_EQUAL, 5, 7, 5, true, 7},
    {LOCKSTEP_EXCHANGE_IF_EQUAL, 5, 7, 6, false, 5},
    {LOCKSTEP_EXCHANGE_IF_ANY, 6, 9, 2, true, 9},
    {LOCKSTEP_EXCHANGE_IF_ANY, 6, 9, 1, false, 6},
    {LOCKSTEP_ADD_UNLESS, 5, 1, 0, true, 6},
    {LOCKSTEP_ADD_UNLESS, 0, 1, 0, false, 0},
    {LOCKSTEP_ADD_IF_CLEAR, 4, 1, 3, true, 5},
    {LOCKSTEP_ADD_IF_CLEAR, 6, 1, 3, false, 6},
    {LOCKSTEP_ADD_IF_ABOVE, 1, 0xffff'ffffu, 0, true, 0},
    {LOCKSTEP_ADD_IF_ABOVE, 0, 0xffff'ffffu, 0, false, 0},
    {LOCKSTEP_ADD_IF_ABOVE, kLowest, 0xffff'ffffu, 0, false, kLowest},
    {LOCKSTEP_ADD_NOT_ZERO_LIMITED, 4, 1, 5, true, 5},
    {LOCKSTEP_ADD_NOT_ZERO_LIMITED, 5, 1, 5, false, 5},
    {LOCKSTEP_ADD_NOT_ZERO_LIMITED, 0, 1, 5, false, 0},
    {LOCKSTEP_ADD_NOT_ZERO_LIMITED, 0xffff'fff0u, 1, 5, true, 0xffff'fff1u},
});

Request request_of(const Case& given, const volatile void* object, unsigned char size) {
  return {object,
          {static_cast<unsigned char>(given.action), size, __ATOMIC_SEQ_CST, LOCKSTEP_NO_STEP},
          given.operand,
          given.expected};
}

/// Not told of anything: the accesses are not watched.
class NoSink final : public RaceSink {
  void on_race(const Access&, const Access&, const void*) override {}
  void on_dependent_store(const Access&, const Access&, const void*) override {}
  void on_access(std::uint32_t) override {}
};

TEST(Request, StoresAsItsActionSays) {
  for (const Case& given : kCases) {
    const Request request = request_of(given, nullptr, sizeof(Word));
    const auto [is_stored, value] = outcome(request, given.before);
    EXPECT_EQ(is_stored, given.stores) << given.action;
    if (given.stores) EXPECT_EQ(value, given.after) << given.action;
  }
}

TEST(Request, IsAnsweredAlikeByAllMemoryModels) {
  const unsigned running = 0;
  NoSink sink;
  RaceDetector detector(running, nullptr, nullptr, 0, sink);
  SequentialMemory sequential(detector);
  ThreadMemory threads;
  for (MemoryModel* const memory : std::initializer_list<MemoryModel*>{&sequential, &threads}) {
    for (const Case& given : kCases) {
      Word object = given.before;
      const unsigned long answer = memory->perform(request_of(given, &object, sizeof(object)));
      EXPECT_EQ(answer, given.action == LOCKSTEP_STORE ? 0 : given.before) << given.action;
      EXPECT_EQ(object, given.after) << given.action;
    }
  }
}

TEST(Request, LeavesTheBytesBesideItsObjectAlone) {
  ThreadMemory memory;
  for (const auto size : std::to_array<unsigned char>({1, 2, 4, 8})) {
    std::array<std::uint64_t, 2> bytes = {};
    const Case given = {LOCKSTEP_SUB, 0, 1, 0, true, 0};
    EXPECT_EQ(memory.perform(request_of(given, bytes.data(), size)), 0u);
    EXPECT_EQ(bytes[0], std::numeric_limits<std::uint64_t>::max() >> (64 - 8 * size));
    EXPECT_EQ(bytes[1], 0u);
  }
}

// Both threads count to the limit, and no further, however they meet.
TEST(ThreadMemory, MakesAnUpdateWithAConditionAsOneAccess) {
  constexpr Word kLimit = 200'000;
  Word count = 1;
  std::array<unsigned long, 2> raised = {};
  const auto raise = [&](unsigned thread) {
    ThreadMemory memory;
    const Case given = {LOCKSTEP_ADD_NOT_ZERO_LIMITED, 0, 1, kLimit, true, 0};
    while (memory.perform(request_of(given, &count, sizeof(count))) < kLimit) ++raised[thread];
  };
  std::thread other(raise, 1u);
  raise(0);
  other.join();
  EXPECT_EQ(count, kLimit);
  EXPECT_EQ(raised[0] + raised[1], kLimit - 1);
}

TEST(RequestForAnAccess, LeavesMemoryAsItWasIfItStoresNothingElse) {
  const auto leaves = [](lockstep_action action, unsigned long operand, unsigned long expected,
                         unsigned long before) {
    const lockstep_request form = {.action = static_cast<unsigned char>(action),
                                   .size = sizeof(Word)};
    return leaves_memory({nullptr, form, operand, expected}, before);
  };
  EXPECT_TRUE(leaves(LOCKSTEP_LOAD, 0, 0, 5));
  EXPECT_TRUE(leaves(LOCKSTEP_EXCHANGE, 1, 0, 1));
  EXPECT_TRUE(leaves(LOCKSTEP_EXCHANGE, ~0ul, 0, 0xffff'fffful));
  EXPECT_FALSE(leaves(LOCKSTEP_EXCHANGE, 1, 0, 0));
  EXPECT_TRUE(leaves(LOCKSTEP_EXCHANGE_IF_EQUAL, 1, 0, 1));
  EXPECT_FALSE(leaves(LOCKSTEP_EXCHANGE_IF_EQUAL, 1, 0, 0));
  EXPECT_FALSE(leaves(LOCKSTEP_STORE, 5, 0, 5));
}

}  // namespace
}  // namespace lockstep
