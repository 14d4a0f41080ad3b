// SPDX-License-Identifier: GPL-2.0-only
// What shells make of these scripts: tests/end_to_end/install_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

// With what has a meaning in some shell.
CommandHelp made_up_help() {
  CommandHelp help = {.path = {"tool"}, .description = "x"};
  CommandHelp run = {.path = {"tool", "run"}, .description = "Doesn't [stop]: ever"};
  run.options = {{.names = {"--name"}, .value = "NAME", .known_values = {"a", "b"}},
                 {.names = {"--log"}, .value = "FILE", .description = "User's [log]: x"},
                 {.names = {"--object"}, .value = "NAME|FILE.so", .completed_values = {"c"}},
                 {.names = {"--folder"}, .value = "DIR"}};
  help.commands = {run};
  return help;
}

TEST(Completion, KnowsWhatIsAFile) {
  const OptionHelp object = {.names = {"--x"}, .value = "NAME|FILE.so"};
  EXPECT_EQ(completed_files(object), CompletedFiles::kWithEnding);
  EXPECT_EQ(file_ending(object), ".so");
  EXPECT_EQ(completed_files({.names = {"FILES"}, .value = "TEXT"}), CompletedFiles::kAny);
  EXPECT_EQ(completed_files({.names = {"--x"}, .value = "DIR"}), CompletedFiles::kFolders);
  EXPECT_EQ(completed_files({.names = {"--x"}, .value = "N"}), CompletedFiles::kNone);
}

TEST(Completion, IsPerCommandInBash) {
  const std::string script = print_bash_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("'tool run --name') words='a b' ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run --log') words='' files='*' ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run --object') words='c' files='*.so' ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run --folder') words='' files='/' ;;"));
  EXPECT_THAT(script, HasSubstr("'tool run') words='--name --log --object --folder' ;;"));
}

TEST(Completion, EscapesDescriptionsInZsh) {
  const std::string script = print_zsh_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("'--log[User'\\''s \\[log\\]\\: x]:FILE:_files'"));
  EXPECT_THAT(script, HasSubstr("run) _tool_run ;;"));
  EXPECT_THAT(script, HasSubstr(":NAME|FILE.so:{compadd c; _files -g \"*.so\"}'"));
  EXPECT_THAT(script, HasSubstr(":DIR:_path_files -/'"));
}

TEST(Completion, EscapesDescriptionsInFish) {
  const std::string script = print_fish_completion(made_up_help());
  EXPECT_THAT(script, HasSubstr("-l log -r -F -d 'User\\'s [log]: x'"));
  EXPECT_THAT(script, HasSubstr("-l name -x -a 'a b'"));
  EXPECT_THAT(script, HasSubstr("-l object -x -a 'c (__tool_files .so)'"));
  EXPECT_THAT(script, HasSubstr("-l folder -x -a '(__fish_complete_directories)'"));
}

}  // namespace
}  // namespace lockstep
