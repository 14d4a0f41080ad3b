// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/folders.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A test is run from its build. Installed ones: tests/end_to_end/install_test.cc.
TEST(DataFolders, AreThoseOfTheCheckoutInABuild) {
  EXPECT_EQ(sources_folder(), LOCKSTEP_SOURCE_DIR);
  EXPECT_TRUE(std::filesystem::exists(sources_folder() / "kernel/abi/engine.h"));
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
  EXPECT_EQ(shown_name(LOCKSTEP_SOURCE_DIR "/variants/vma_lock/v3.c"), "variants/vma_lock/v3.c");
}

/// Sets a variable of the environment as long as it lives; null takes it away.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    set(value);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { set(old_ ? old_->c_str() : nullptr); }

 private:
  void set(const char* value) const {
    if (value) {
      setenv(name_, value, 1);
    } else {
      unsetenv(name_);
    }
  }

  const char* const name_;
  std::optional<std::string> old_;
};

TEST(UserFolders, AreWhereTheVariablesSay) {
  const Variable cache("XDG_CACHE_HOME", "/c");
  const Variable state("XDG_STATE_HOME", "/s");
  EXPECT_EQ(cache_folder(), "/c/lockstep");
  EXPECT_EQ(state_folder(), "/s/lockstep");
}

TEST(UserFolders, AreInTheHomeFolderIfAVariableIsNotSetOrRelative) {
  const Variable home("HOME", "/home/a");
  for (const char* const value : {static_cast<const char*>(nullptr), "", "relative"}) {
    const Variable state("XDG_STATE_HOME", value);
    EXPECT_EQ(state_folder(), "/home/a/.local/state/lockstep");
  }
  const Variable nowhere("HOME", nullptr);
  const Variable state("XDG_STATE_HOME", nullptr);
  EXPECT_EQ(state_folder(), "");
}

TEST(PrivateFolders, AreForTheUserAlone) {
  const TemporaryFolder folder;
  const fs::path made = folder.path() / "above" / "below";
  make_private_folder(made);
  make_private_folder(made);
  for (const fs::path& one : {made, made.parent_path()}) {
    EXPECT_EQ(fs::status(one).permissions(), fs::perms::owner_all) << one;
  }
}

TEST(PrivateFolders, CannotBeMadeWhereAFileIs) {
  const TemporaryFolder folder;
  folder.add("file", "");
  EXPECT_THROW(make_private_folder(folder.path() / "file" / "below"), fs::filesystem_error);
}

}  // namespace
}  // namespace lockstep
