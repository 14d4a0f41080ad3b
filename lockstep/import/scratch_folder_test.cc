// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/scratch_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/import/run_program.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

TEST(ScratchFolder, IsGoneWhenItIsDestroyed) {
  const TemporaryFolder parent;
  {
    const ScratchFolder scratch(parent.path());
    scratch.write("a/b/c", "content");
    EXPECT_EQ(content_of(scratch.path() / "a/b/c"), "content");
    EXPECT_EQ(scratch.path().parent_path(), fs::canonical(parent.path()));
  }
  EXPECT_TRUE(fs::is_empty(parent.path()));
}

TEST(ScratchFolder, MayBeDestroyedBeforeOneThatWasMadeLater) {
  const TemporaryFolder parent;
  auto first = std::make_unique<ScratchFolder>(parent.path());
  const ScratchFolder second(parent.path());
  const fs::path path = first->path();
  first.reset();
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::exists(second.path()));
}

class KilledProcess : public ::testing::TestWithParam<int> {};

TEST_P(KilledProcess, LeavesNoScratchFolderAndNoProgram) {
  const TemporaryFolder parent;
  const fs::path started = parent.path() / "started";
  const pid_t process = fork();
  if (process == 0) {
    std::signal(GetParam(), SIG_DFL);  // a shell ignores some for what it runs in the background
    const ScratchFolder scratch(parent.path());
    ProgramCall call;
    call.words = {"sh", "-c", "echo $$ > \"$1.partial\"; mv \"$1.partial\" \"$1\"; exec sleep 100",
                  "sh", started.string()};
    call.environment = environment_with({});
    call.group = scratch.group();
    run_program(call);
    _exit(0);
  }
  while (!fs::exists(started)) {
  }
  kill(process, GetParam());
  waitpid(process, nullptr, 0);
  // A process that ended has no command line any more, even if nobody has waited for it.
  const fs::path command_line =
      "/proc/" + std::to_string(std::stoi(content_of(started))) + "/cmdline";
  fs::remove(started);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!fs::is_empty(parent.path()) && std::chrono::steady_clock::now() < end) {
  }
  EXPECT_TRUE(fs::is_empty(parent.path()));
  while (content_of(command_line).starts_with("sleep") && std::chrono::steady_clock::now() < end) {
  }
  EXPECT_THAT(content_of(command_line), ::testing::Not(::testing::StartsWith("sleep")));
}

INSTANTIATE_TEST_SUITE_P(BySignal, KilledProcess, ::testing::Values(SIGINT, SIGTERM, SIGKILL));

TEST(ScratchFolder, SaysThatItCannotBeMade) {
  EXPECT_THROW(ScratchFolder("/nowhere"), InputError);
  EXPECT_THROW(ScratchFolder("/proc"), InputError);
}

}  // namespace
}  // namespace lockstep
