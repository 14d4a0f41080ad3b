// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/manual/command_help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(CommandHelp, KnowsHowAnOptionIsGiven) {
  CLI::App app("Does much", "tool");
  std::string file;
  std::string runs = "5";
  app.add_option("-o,--output", file, "Where to")->type_name("FILE")->required();
  app.add_option("--runs", runs, "How often")
      ->capture_default_str()
      ->excludes(app.get_option("--output"));
  const CommandHelp help = describe_command(app);
  ASSERT_THAT(help.options, SizeIs(3));
  EXPECT_THAT(help.options[0].names, ElementsAre("-h", "--help"));
  EXPECT_THAT(help.options[0].value, IsEmpty());
  EXPECT_THAT(help.options[1].names, ElementsAre("-o", "--output"));
  EXPECT_EQ(help.options[1].value, "FILE");
  EXPECT_TRUE(help.options[1].required);
  EXPECT_EQ(help.options[2].default_value, "5");
  EXPECT_THAT(help.options[2].excludes, ElementsAre("--output"));
}

TEST(CommandHelp, HasTheValuesThatAreKnown) {
  CLI::App app("Does much", "tool");
  std::vector<std::string> tests;
  app.add_option("TEST", tests, "Only these")->check(CLI::IsMember({"one", "two"}));
  const CommandHelp help = describe_command(app);
  ASSERT_THAT(help.arguments, SizeIs(1));
  EXPECT_THAT(help.arguments[0].known_values, ElementsAre("one", "two"));
  EXPECT_TRUE(help.arguments[0].repeatable);
}

TEST(CommandHelp, LeavesHiddenCommandsOut) {
  CLI::App app("Does much", "tool");
  app.add_subcommand("seen", "One")->add_subcommand("below", "Two");
  app.add_subcommand("hidden", "Three")->group("");
  const CommandHelp help = describe_command(app);
  const auto all = with_commands_below(help);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(path_of(*all[2], "-"), "tool-seen-below");
}

}  // namespace
}  // namespace lockstep
