// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/data_folders.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

// A test is run from its build. Installed ones: tests/end_to_end/install_test.cc.
TEST(DataFolders, AreThoseOfTheCheckoutInABuild) {
  EXPECT_EQ(sources_folder(), LOCKSTEP_SOURCE_DIR);
  EXPECT_TRUE(std::filesystem::exists(sources_folder() / "kernel/import/glue.c"));
}

TEST(DataFolders, NameSourcesAsInTheCheckout) {
  EXPECT_EQ(source_name(LOCKSTEP_SOURCE_DIR "/variants/../kernel/linux/bug.h"),
            "kernel/linux/bug.h");
  EXPECT_EQ(source_name("/home/you/my_patch.c"), "/home/you/my_patch.c");
  EXPECT_EQ(source_name(LOCKSTEP_SOURCE_DIR "_too/a.c"), LOCKSTEP_SOURCE_DIR "_too/a.c");
}

TEST(DataFolders, NameOtherSourcesFromTheCurrentFolder) {
  const std::filesystem::path here = std::filesystem::current_path();
  EXPECT_EQ(shown_name(here / "variants" / "my_patch.c"), "variants/my_patch.c");
  EXPECT_EQ(shown_name("my_patch.c"), "my_patch.c");
  EXPECT_EQ(shown_name("/home/you/my_patch.c"), "/home/you/my_patch.c");
  EXPECT_EQ(shown_name(LOCKSTEP_SOURCE_DIR "/variants/v3.c"), "variants/v3.c");
}

}  // namespace
}  // namespace lockstep
