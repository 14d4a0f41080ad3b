// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/executable_options.h"

#include <gtest/gtest.h>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using Names = std::vector<std::string>;

class ExecutableOptions : public testing::Test {
 protected:
  ExecutableOptions() {
    std::filesystem::create_directory(folder_.path() / "known");
    folder_.add("known/merged.txt", "0123456789abcdef\n");
  }

  FuzzOptions options_of(const std::string& name, FuzzOptions options = {}) const {
    add_executable_options(folder_.path() / name, options);
    return options;
  }

  TemporaryFolder folder_;
};

TEST_F(ExecutableOptions, AreNoneForThePlainName) {
  const FuzzOptions options = options_of("fuzz_check");
  EXPECT_EQ(options.implementations.variants, Names{"v3"});
  EXPECT_TRUE(options.known.empty());
}

TEST_F(ExecutableOptions, NameTheVariantAndWhatIsKnownOfIt) {
  const FuzzOptions options = options_of("fuzz_check_merged");
  EXPECT_EQ(options.implementations.variants, Names{"merged"});
  ASSERT_EQ(options.known.entries().size(), 1u);
  EXPECT_EQ(options.known.entries()[0].fingerprint, "0123456789abcdef");
}

TEST_F(ExecutableOptions, GiveWayToThoseOfTheUser) {
  FuzzOptions given;
  given.implementations.variants = {"other"};
  given.known_file = "list";
  const FuzzOptions options = options_of("fuzz_check_merged", given);
  EXPECT_EQ(options.implementations.variants, Names{"other"});
  EXPECT_EQ(options.known_file, "list");
  EXPECT_TRUE(options.known.empty());
}

}  // namespace
}  // namespace lockstep
