// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/shared_object.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::Contains;

const std::string kObject = LOCKSTEP_TEST_IMPLEMENTATIONS "/same_as_before.so";

TEST(SharedObjectNeeds, AreReadFromTheFile) {
  const auto needs = read_needs(kObject);
  ASSERT_TRUE(needs);
  EXPECT_THAT(needs->symbols, Contains("lockstep_perform"));
  EXPECT_FALSE(needs->has_symbol("lockstep_implementation"));  // which it defines
  EXPECT_FALSE(needs->has_library("libtsan."));
#ifdef LOCKSTEP_WATCHES_RACES
  EXPECT_TRUE(needs->has_symbol("__tsan_"));
#else
  EXPECT_FALSE(needs->has_symbol("__tsan_"));
#endif
}

TEST(SharedObjectNeeds, NameLibraries) {
  const auto needs = read_needs("/proc/self/exe");
  ASSERT_TRUE(needs);
  EXPECT_TRUE(needs->has_library("libc.so"));
}

TEST(SharedObjectNeeds, AreUnknownOfWhatIsNone) {
  const TemporaryFolder folder;
  EXPECT_FALSE(read_needs("/nowhere"));
  EXPECT_FALSE(read_needs(folder.path()));
  EXPECT_FALSE(read_needs(folder.add("empty", "")));
  EXPECT_FALSE(read_needs(folder.add("text", "hello\n")));
}

// However much of it there is, and whatever is in it.
TEST(SharedObjectNeeds, SurviveDamage) {
  const TemporaryFolder folder;
  const std::string whole = content_of(kObject);
  for (std::size_t size = 1; size < whole.size(); size += 1 + size / 16) {
    read_needs(folder.add("cut", whole.substr(0, size)));
  }
  for (std::size_t at = 0; at < whole.size(); at += 1 + at / 64) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    read_needs(folder.add("damaged", damaged));
  }
}

}  // namespace
}  // namespace lockstep
