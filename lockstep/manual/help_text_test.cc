// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

TEST(HelpText, SaysInWordsWhatAnOptionTakes) {
  CLI::App app("Does much", "tool");
  app.formatter(std::make_shared<HelpFormatter>());
  CLI::App* const run = app.add_subcommand("run", "Runs it");
  std::string file;
  std::string log;
  std::vector<std::string> tests;
  auto* const output = run->add_option("-o,--output", file, "Where to")->type_name("FILE");
  run->add_option("--log", log, "Where to put all that nobody wants to know as long as it works")
      ->type_name("A_LONG_NAME_OF_SOME_FILE")
      ->needs(output)
      ->excludes(run->get_option("--help"));
  run->add_option("TEST", tests, "Only these")->check(CLI::IsMember({"one", "two"}))->required();
  EXPECT_EQ(run->help(),
            "Runs it\n"
            "Usage: tool run [OPTIONS] TEST...\n"
            "\n"
            "Positionals:\n"
            "  TEST...                     Only these. Known: one, two. Required.\n"
            "\n"
            "Options:\n"
            "  -h,--help                   Print this help message and exit. Not with --log.\n"
            "  -o,--output FILE            Where to.\n"
            "  --log A_LONG_NAME_OF_SOME_FILE\n"
            "                              Where to put all that nobody wants to know as long\n"
            "                              as it works. Only with --output. Not with --help.\n");
  EXPECT_EQ(app.help().substr(0, 48), "Does much\nUsage: tool [OPTIONS] SUBCOMMAND\n\nOpti");
}

}  // namespace
}  // namespace lockstep
