// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

/// A variable of the environment, set for a while.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* const old = getenv(name)) old_ = old;
    setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { old_ ? setenv(name_, old_->c_str(), 1) : unsetenv(name_); }

 private:
  const char* const name_;
  std::optional<std::string> old_;
};

TEST(ObjectCache, GivesBackWhatWasStored) {
  const TemporaryFolder folder;
  const Variable place("XDG_CACHE_HOME", (folder.path() / "cache").string());
  ObjectCache cache;
  EXPECT_EQ(cache.find("abc"), std::nullopt);
  const auto stored = cache.store("abc", folder.add("object", "content"));
  ASSERT_TRUE(stored);
  EXPECT_EQ(*stored, folder.path() / "cache" / "lockstep" / "abc.so");
  EXPECT_EQ(ObjectCache().find("abc"), stored);
  EXPECT_EQ(content_of(*stored), "content");
  EXPECT_EQ(ObjectCache().find("abd"), std::nullopt);
}

TEST(ObjectCache, HasNothingBesideTheObjectsAndIsNobodyElsesToWrite) {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const Variable place("XDG_CACHE_HOME", folder.path().string());
  ObjectCache().store("abc", folder.add("object", "content"));
  ObjectCache().store("abc", folder.add("object", "again"));
  const fs::path cache = folder.path() / "lockstep";
  EXPECT_EQ(std::distance(fs::directory_iterator(cache), fs::directory_iterator()), 1);
  EXPECT_EQ(content_of(cache / "abc.so"), "again");
  EXPECT_EQ(fs::status(cache).permissions() & (fs::perms::group_all | fs::perms::others_all),
            fs::perms::none);
}

TEST(ObjectCache, IsInTheHomeFolderIfNotSaidOtherwise) {
  const TemporaryFolder folder;
  const Variable place("XDG_CACHE_HOME", "relative/is/ignored");
  const Variable home("HOME", folder.path().string());
  EXPECT_EQ(ObjectCache().store("abc", folder.add("object", "")),
            folder.path() / ".cache" / "lockstep" / "abc.so");
}

TEST(ObjectCache, SaysWhyItCannotStore) {
  const TemporaryFolder folder;
  const Variable place("XDG_CACHE_HOME", folder.add("file", "").string());
  ObjectCache cache;
  EXPECT_EQ(cache.store("abc", folder.add("object", "")), std::nullopt);
  EXPECT_THAT(cache.what(), HasSubstr("/file/lockstep: Not a directory"));
  EXPECT_EQ(cache.find("abc"), std::nullopt);
}

}  // namespace
}  // namespace lockstep
