// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/byte_mutator.h"

#include <gtest/gtest.h>

#include "lockstep/program/bytes.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr unsigned kMutations = kSanitized ? 5'000 : 50'000;

Bytes copy(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

TEST(ByteMutator, MakesBytesOfWholeProgramsWithinTheContract) {
  ByteMutator mutator(false);
  Bytes bytes;
  Bytes other;
  for (unsigned seed = 0; seed < kMutations; ++seed) {
    bytes = copy(mutator.mutate(bytes, seed, 4096));
    const Program program = unpack_program(bytes);
    ASSERT_EQ(pack_program(program), bytes);
    ASSERT_FALSE(has_fault(program));
    if (seed % 8 == 0) bytes = copy(mutator.cross_over(bytes, other, seed, 4096));
    if (seed % 32 == 0) other = bytes;
  }
}

TEST(ByteMutator, KeepsToTheLimitOnBytes) {
  ByteMutator mutator(true);
  Bytes bytes;
  for (unsigned seed = 0; seed < kMutations; ++seed) {
    const std::size_t limit = seed % 64;
    bytes = copy(mutator.mutate(bytes, seed, 4096));
    ASSERT_LE(copy(mutator.mutate(bytes, seed, limit)).size(), limit);
  }
}

TEST(ByteMutator, DoesTheSameForTheSameSeed) {
  ByteMutator first(false);
  ByteMutator second(false);
  Bytes a;
  Bytes b;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    a = copy(first.mutate(a, seed, 4096));
    b = copy(second.mutate(b, seed, 4096));
    ASSERT_EQ(a, b);
  }
}

// It knows the program that it packed last, and does not unpack that.
TEST(ByteMutator, DoesTheSameWhateverItDidBefore) {
  ByteMutator remembers(true);
  Bytes bytes;
  for (unsigned seed = 0; seed < 2'000; ++seed) {
    const Bytes before = bytes;
    const std::size_t limit = seed % 16 == 0 ? 24 : 4096;
    bytes = copy(remembers.mutate(before, seed, limit));
    ASSERT_EQ(copy(ByteMutator(true).mutate(before, seed, limit)), bytes) << seed;
  }
}

// Without the limit, one program in nine has some of it. Programs come from each other, but new
// ones, one in 64, are practically independent. That none of 78 such programs has any has a
// probability of 1e-4. The seeds are fixed.
TEST(ByteMutator, MakesOnlyWhatIsSupported) {
  OperationSet supported;
  supported.remove(vma_lock::kVmaStartWriteKillable);
  supported.remove(WaitState::kKillable);
  ByteMutator mutator(true, supported);
  ByteMutator other(true);
  Bytes bytes;
  Bytes others;
  unsigned unsupported = 0;
  for (unsigned seed = 0; seed < 5'000; ++seed) {
    bytes = copy(mutator.mutate(bytes, seed, 4096));
    ASSERT_TRUE(supported.contains(unpack_program(bytes)));
    others = copy(other.mutate(others, seed, 4096));
    unsupported += supported.contains(unpack_program(others)) ? 0 : 1;
  }
  EXPECT_GT(unsupported, 100u);
}

}  // namespace
}  // namespace lockstep
