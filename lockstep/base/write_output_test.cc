// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <csignal>

#include "lockstep/base/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// As long as it lives, files of this process can grow no longer than this: like a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t size) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {size, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_ = {};
  void (*const handler_)(int);
};

void expect_refused(const fs::path& path, const std::string& content, const std::string& reason) {
  try {
    write_output(path, content);
    ADD_FAILURE() << "written";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), "cannot write " + path.string() + ": " + reason);
  }
}

std::size_t files_in(const TemporaryFolder& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

TEST(WriteOutput, ReplacesTheFileAndLeavesNothingElse) {
  const TemporaryFolder folder;
  const fs::path file = folder.add("out", "something longer than the new content");
  write_output(file, "new");
  EXPECT_EQ(content_of(file), "new");
  EXPECT_EQ(files_in(folder), 1u);
}

TEST(WriteOutput, LeavesTheOldFileUntouchedIfTheDiskIsFull) {
  const TemporaryFolder folder;
  const fs::path file = folder.add("out", "old");
  {
    const FullDisk disk(10'000);
    expect_refused(file, std::string(1'000'000, 'x'), "File too large");
  }
  EXPECT_EQ(content_of(file), "old");
  EXPECT_EQ(files_in(folder), 1u);
}

TEST(WriteOutput, LeavesTheOldFileUntouchedIfTheNewOneCannotBeOpened) {
  const TemporaryFolder folder;
  const fs::path file = folder.add("out", "old");
  fs::create_directory(folder.path() / "out.partial");
  expect_refused(file, "new", "Is a directory");
  EXPECT_EQ(content_of(file), "old");
}

TEST(WriteOutput, IsRefusedInAFolderThatDoesNotExist) {
  const TemporaryFolder folder;
  expect_refused(folder.path() / "none" / "out", "new", "No such file or directory");
  EXPECT_EQ(files_in(folder), 0u);
}

TEST(WriteOutput, IsRefusedWhereAFolderIs) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "out");
  expect_refused(folder.path() / "out", "new", "Is a directory");
  EXPECT_EQ(files_in(folder), 1u);
}

TEST(WriteOutput, WritesIntoAPipeInsteadOfReplacingIt) {
  const TemporaryFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  expect_writable(pipe);
  write_output(pipe, "through");
  EXPECT_TRUE(fs::is_fifo(pipe));
  std::array<char, 16> received = {};
  EXPECT_EQ(read(reader, received.data(), received.size()), 7);
  EXPECT_STREQ(received.data(), "through");
  close(reader);
  EXPECT_EQ(files_in(folder), 1u);
}

TEST(WriteOutput, FollowsALinkInsteadOfReplacingIt) {
  const TemporaryFolder folder;
  const fs::path file = folder.add("out", "old");
  const fs::path link = folder.path() / "link";
  fs::create_symlink(file, link);
  write_output(link, "new");
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(content_of(file), "new");
}

TEST(ExpectWritable, LeavesWhatIsThereAsItIs) {
  const TemporaryFolder folder;
  const fs::path file = folder.add("out", "old");
  expect_writable(file);
  EXPECT_EQ(content_of(file), "old");
  expect_writable(folder.path() / "new");
  EXPECT_EQ(files_in(folder), 1u);
}

TEST(ExpectWritable, RefusesAFolderAndAFileInNoFolder) {
  const TemporaryFolder folder;
  EXPECT_THROW(expect_writable(folder.path()), InputError);
  EXPECT_THROW(expect_writable(folder.path() / "none" / "out"), InputError);
}

}  // namespace
}  // namespace lockstep
