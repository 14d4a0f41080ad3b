// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

/// What is wrong with the user's input; "nothing" if it is fine.
template <typename Call>
std::string mistake(Call call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

TEST(InputFiles, AreReadAsTheyAre) {
  const TemporaryFolder folder;
  const std::string content("a\0b\r\n\xff", 6);
  EXPECT_EQ(read_input(folder.add("file", content)), content);
  EXPECT_EQ(read_input(folder.add("empty", "")), "");
}

TEST(InputFiles, ThatAreMissingAreAMistakeOfTheUser) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "none.txt";
  EXPECT_EQ(mistake([&] { read_input(file); }),
            "cannot read " + file.string() + ": No such file or directory");
}

TEST(InputFiles, ThatAreFoldersAreAMistakeOfTheUser) {
  const TemporaryFolder folder;
  EXPECT_EQ(mistake([&] { read_input(folder.path()); }),
            "cannot read " + folder.path().string() + ": it is a folder");
}

TEST(InputFiles, AreReadUpToTheLongestLength) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_input(folder.add("longest", std::string(kMaxInputFile, 'x'))).size(),
            kMaxInputFile);
  const auto file = folder.add("longer", std::string(kMaxInputFile + 1, 'x'));
  EXPECT_EQ(mistake([&] { read_input(file); }),
            file.string() + ": expected at most 1048576 bytes, found more");
}

// A link that leads nowhere is: whoever reads it is told, and not left with fewer programs.
TEST(InputFiles, OfAFolderAreListedInOrderWithoutHiddenOnes) {
  const TemporaryFolder folder;
  folder.add("b.txt", "");
  folder.add("a.bin", "");
  folder.add(".hidden.txt", "");
  std::filesystem::create_directory(folder.path() / "c.txt");
  std::filesystem::create_symlink("d.txt", folder.path() / "d.txt");
  EXPECT_THAT(list_folder(folder.path()),
              testing::ElementsAre(folder.path() / "a.bin", folder.path() / "b.txt",
                                   folder.path() / "d.txt"));
}

TEST(InputFiles, OfAFolderThatIsNoneAreAMistakeOfTheUser) {
  const TemporaryFolder folder;
  const auto file = folder.add("file", "");
  EXPECT_EQ(mistake([&] { list_folder(file); }),
            "cannot read folder " + file.string() + ": Not a directory");
}

}  // namespace
}  // namespace lockstep
