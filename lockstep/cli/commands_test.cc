// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>

#include "lockstep/base/files.h"

namespace lockstep {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

using Words = std::vector<std::string>;

/// What is said about a command line; "nothing" if it is one.
std::string mistake(const Words& words) {
  try {
    parse_arguments(take_subject(words));
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

/// Visits every command, however deep, with the words that lead to it.
using Visit = std::function<void(const CLI::App&, const Words&)>;
void visit_commands(const CLI::App& app, const Words& path, const Visit& visit) {
  visit(app, path);
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    Words below = path;
    below.push_back(command->get_name());
    visit_commands(*command, below, visit);
  }
}

// As one types it: the long name if there is one; none of an argument.
std::string typed_name(const CLI::Option& option) {
  if (!option.get_lnames().empty()) return "--" + option.get_lnames().front();
  return option.get_snames().empty() ? "" : "-" + option.get_snames().front();
}

std::string shown_name(const CLI::Option& option) {
  return option.nonpositional() ? typed_name(option) : option.get_name(true);
}

// Everything else that the command insists on.
void add_required(const CLI::App& command, const CLI::Option& but, Words& words) {
  for (const CLI::Option* option : command.get_options()) {
    if (option == &but || !option->get_required()) continue;
    if (option->nonpositional()) words.push_back(typed_name(*option));
    words.emplace_back("x");
  }
}

/// Calls `expect` with a command line for each option and argument that takes a value.
void for_each_value(
    const std::function<void(const CLI::Option&, const Words& start, const Words& end)>& expect) {
  CommandAction unused;
  const auto app = make_app(unused);
  int options = 0;
  visit_commands(*app, {}, [&](const CLI::App& command, const Words& path) {
    for (const CLI::Option* option : command.get_options()) {
      if (option->get_items_expected_max() == 0) continue;
      Words end;
      add_required(command, *option, end);
      expect(*option, path, end);
      ++options;
    }
  });
  EXPECT_GT(options, 80);
}

Words joined(Words start, const Words& middle, const Words& end) {
  start.insert(start.end(), middle.begin(), middle.end());
  start.insert(start.end(), end.begin(), end.end());
  return start;
}

std::string shown(const Words& words) { return testing::PrintToString(words); }

TEST(EmptyValues, AreMistakesWhateverTheOption) {
  for_each_value([](const CLI::Option& option, const Words& start, const Words& end) {
    Words words = joined(start, end, {});
    const auto place = words.begin() + static_cast<std::ptrdiff_t>(start.size());
    if (option.nonpositional()) {
      words = joined(start, {typed_name(option), ""}, end);
    } else {
      words.insert(place, "");
    }
    EXPECT_THAT(mistake(words), HasSubstr(shown_name(option))) << shown(words);
  });
}

TEST(EmptyValues, BehindAnEqualsSignAreNotTheNextWord) {
  for_each_value([](const CLI::Option& option, const Words& start, const Words& end) {
    if (option.get_lnames().empty()) return;
    const Words words = joined(start, {typed_name(option) + "="}, end);
    EXPECT_THAT(mistake(words), HasSubstr(typed_name(option))) << shown(words);
  });
}

TEST(EmptyValues, AreSaidToBeEmpty) {
  EXPECT_EQ(mistake({"check", "--tree", ""}), "--tree: expected a value, found an empty one");
  EXPECT_EQ(mistake({"check", "--known="}), "--known: expected a value, found an empty one");
  EXPECT_EQ(mistake({"corpus", "list", ""}), "DIR: expected a value, found an empty one");
  EXPECT_EQ(mistake({"check", "--variant", "v3", "--variant", ""}),
            "--variant: expected a value, found an empty one");
}

TEST(Values, ThatAreThereAreTaken) {
  EXPECT_EQ(mistake({"check", "--known=list", "--format", "json", "--output=-"}), "nothing");
  EXPECT_EQ(mistake({"replay", "--", "--output="}), "nothing");
  EXPECT_EQ(mistake({"stress", "[a,b]", "[]"}), "nothing");
}

TEST(UnknownWords, AreNamedWithTheNearestOnesAndTheRightHelp) {
  EXPECT_EQ(mistake({"chekc"}),
            "unexpected argument 'chekc' (did you mean check?); see lockstep --help");
  EXPECT_EQ(mistake({"corpus", "unpack", "FILE", "--ouput", "x"}),
            "unexpected argument '--ouput' (did you mean --output?); see lockstep corpus unpack "
            "--help");
  EXPECT_THAT(mistake({"check", std::string(100'000, 'x')}),
              StartsWith("unexpected argument 'xxx"));
  EXPECT_LT(mistake({"check", std::string(100'000, 'x')}).size(), 200u);
}

TEST(Help, IsOfTheCommandThatWasTyped) {
  const auto print = [](const Words& words) {
    testing::internal::CaptureStdout();
    EXPECT_EQ(parse_arguments(words)(), ExitStatus::kUpheld);
    return testing::internal::GetCapturedStdout();
  };
  EXPECT_THAT(print({"corpus", "pack", "--help"}), HasSubstr("\nUsage: lockstep corpus pack "));
  EXPECT_THAT(print({"--version"}), EndsWith("\n"));
}

TEST(Help, HasNoneOfTheWordsOfTheLibraryBehindIt) {
  CommandAction unused;
  const auto app = make_app(unused);
  visit_commands(*app, {}, [](const CLI::App& command, const Words& path) {
    const std::string help = command.help();
    for (const char* const raw : {"Excludes", "Needs:", "REQUIRED", ":{", "TEXT"}) {
      EXPECT_THAT(help, Not(HasSubstr(raw))) << shown(path);
    }
  });
}

Words words_of(const std::string& line) {
  Words words = CLI::detail::split(line, ' ');
  words.erase(words.begin());
  return words;
}

TEST(Examples, OfManualPagesAreThereForEveryCommandAndAreCommandLines) {
  CommandAction unused;
  CommandHelp help = describe_command(*make_app(unused));
  add_manual_texts(help);
  for (const CommandHelp* command : with_commands_below(help)) {
    EXPECT_FALSE(command->examples.empty()) << path_of(*command);
    for (const HelpEntry& example : command->examples) {
      EXPECT_EQ(mistake(words_of(example.term)), "nothing") << example.term;
    }
  }
}

}  // namespace
}  // namespace lockstep
