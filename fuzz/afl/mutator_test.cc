// SPDX-License-Identifier: GPL-2.0-only
// Through the interface that afl-fuzz uses.
#include "fuzz/afl/mutator.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <vector>

#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Mutator = std::unique_ptr<AflMutator, void (*)(AflMutator*)>;

Mutator make_mutator(unsigned seed) { return {afl_custom_init(nullptr, seed), afl_custom_deinit}; }

Bytes reader() {
  return pack_program(
      parse_program("vma 0 attached\n"
                    "task a: vma_start_read 0; read_data 0; vma_end_read 0\n"
                    "task b: vma_start_read 0\n"
                    "schedule: a*2 b*1\n"));
}

Bytes writer() {
  return pack_program(
      parse_program("vma 0 attached\ntask c: mmap_write_lock; vma_start_write 0\nschedule: c*3\n"));
}

Bytes fuzz(AflMutator* mutator, const Bytes& data, const Bytes* other, std::size_t max_size) {
  std::uint8_t* out = nullptr;
  const std::size_t size =
      afl_custom_fuzz(mutator, data.data(), data.size(), &out, other ? other->data() : nullptr,
                      other ? other->size() : 0, max_size);
  return {out, out + size};
}

TEST(AflMutator, MakesTheSameChangesFromTheSameSeed) {
  const Mutator a = make_mutator(1);
  const Mutator b = make_mutator(1);
  const Mutator c = make_mutator(2);
  const Bytes other = writer();
  Bytes of_a = reader();
  Bytes of_b = reader();
  Bytes of_c = reader();
  for (unsigned i = 0; i < 1'000; ++i) {
    of_a = fuzz(a.get(), of_a, &other, 1000);
    of_b = fuzz(b.get(), of_b, &other, 1000);
    of_c = fuzz(c.get(), of_c, &other, 1000);
    ASSERT_EQ(of_a, of_b);
  }
  EXPECT_NE(of_a, of_c);
}

TEST(AflMutator, GivesNeitherNothingNorMoreThanIsAskedFor) {
  const Mutator mutator = make_mutator(3);
  for (std::size_t limit = 1; limit < 60; ++limit) {
    for (unsigned i = 0; i < 50; ++i) {
      const Bytes out = fuzz(mutator.get(), reader(), nullptr, limit);
      ASSERT_FALSE(out.empty());
      ASSERT_LE(out.size(), limit);
    }
  }
}

// One operation in eight is a fault where they are allowed, so among 1,000 mutations there are
// some.
TEST(AflMutator, InjectsFaultsIfTheEnvironmentAsksForThem) {
  const auto faults = [](const char* options) {
    setenv("LOCKSTEP_FUZZ", options, 1);
    const Mutator mutator = make_mutator(4);
    unsetenv("LOCKSTEP_FUZZ");
    unsigned count = 0;
    for (unsigned i = 0; i < 1'000; ++i) {
      count += has_fault(unpack_program(fuzz(mutator.get(), reader(), nullptr, 1000))) ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(faults(""), 0u);
  EXPECT_EQ(faults("--variant --faultless"), 0u);
  EXPECT_GT(faults("--variant merged --faults"), 0u);
}

TEST(AflMutator, TrimsToWhatIsStillGood) {
  const Mutator mutator = make_mutator(5);
  Bytes good = reader();
  std::int32_t step = 0;
  const std::int32_t steps = afl_custom_init_trim(mutator.get(), good.data(), good.size());
  while (step < steps) {
    std::uint8_t* out = nullptr;
    const std::size_t size = afl_custom_trim(mutator.get(), &out);
    const Bytes smaller(out, out + size);
    EXPECT_LT(smaller.size(), good.size());
    const bool same = count_operations(unpack_program(smaller)) != 0;
    if (same) good = smaller;
    step = afl_custom_post_trim(mutator.get(), same ? 1 : 0);
  }
  EXPECT_EQ(good, pack_program(parse_program("vma 0 attached\ntask a: vma_start_read 0\n")));
}

TEST(AflMutator, HasNothingToTrimOfAnEmptyProgram) {
  const Mutator mutator = make_mutator(6);
  const Bytes nothing = {0};
  EXPECT_EQ(afl_custom_init_trim(mutator.get(), nothing.data(), nothing.size()), 0);
}

}  // namespace
}  // namespace lockstep
