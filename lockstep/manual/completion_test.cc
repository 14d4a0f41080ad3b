// SPDX-License-Identifier: GPL-2.0-only
// What shells make of these scripts: tests/end_to_end/install_test.cc.
#include "lockstep/manual/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::HasSubstr;

// With what has a meaning in some shell.
CommandHelp made_up_help() {
  CommandHelp help = {.path = {"tool"}, .description = "x"};
  CommandHelp run = {.path = {"tool", "run"}, .description = "Doesn't [stop]: ever"};
  run.options = {{.names = {"--name"}, .value = "NAME", .known_values = {"a", "b"}},
                 {.names = {"--log"}, .value = "FILE", .description = "User's [log]: x"}};
  help.commands = {run};
  return help;
}

TEST(Completion, KnowsWhatIsAFile) {
  EXPECT_TRUE(takes_file({.names = {"--x"}, .value = "NAME|FILE.so"}));
  EXPECT_TRUE(takes_file({.names = {"FILES"}, .value = "TEXT"}));
  EXPECT_FALSE(takes_file({.names = {"--x"}, .value = "N"}));
}

TEST(Completion, IsPerCommandInBash) {
  const std::string script = print_bash_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("'tool run --name') words='a b' ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run --log') words='' files=yes ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run') words='--name --log' ;;"));
}

TEST(Completion, EscapesDescriptionsInZsh) {
  const std::string script = print_zsh_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("'--log[User'\\''s \\[log\\]\\: x]:FILE:_files'"));
  EXPECT_THAT(script, HasSubstr("run) _tool_run ;;"));
}

TEST(Completion, EscapesDescriptionsInFish) {
  const std::string script = print_fish_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("-l log -r -F -d 'User\\'s [log]: x'"));
  EXPECT_THAT(script, HasSubstr("-l name -x -a 'a b'"));
}

}  // namespace
}  // namespace lockstep
