// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/cli/version.h"
#include "lockstep/manual/manual.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

std::string exit_statuses() {
  std::string text;
  for (const ExitStatusMeaning& one : kExitStatuses) {
    text += fmt::format("{} {} {}", text.empty() ? "Exit status:" : ",",
                        static_cast<int>(one.status), one.in_short);
  }
  return text + ".";
}

/// The names of all options and commands of a command.
std::vector<std::string> known_words(const CLI::App& command) {
  std::vector<std::string> words;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  for (const CLI::App* sub : command.get_subcommands(nullptr)) {
    if (!sub->get_group().empty()) words.push_back(sub->get_name());
  }
  return words;
}

/// The command that the user got to.
const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.front());
}

/// "lockstep corpus pack"
std::string path_of(const CLI::App& command) {
  const CLI::App* const above = command.get_parent();
  return above ? path_of(*above) + " " + command.get_name() : command.get_name();
}

std::string describe(const CLI::App& command, const CLI::ParseError& error) {
  const auto extra = command.remaining();
  if (extra.empty()) return error.what();
  const auto words = known_words(command);
  const std::vector<std::string_view> views(words.begin(), words.end());
  return fmt::format("unexpected argument {}{}", quote_word(extra.front()),
                     suggest_name(extra.front(), views));
}

[[noreturn]] void fail_usage(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = innermost(app);
  std::string message = describe(command, error);
  std::ranges::replace(message, '\n', ' ');
  throw InputError(fmt::format("{}; see {} --help", message, path_of(command)));
}

// "--output" or "FILE"
std::string name_of(const CLI::Option& option) {
  const auto& names = option.get_lnames();
  if (!names.empty()) return "--" + names.front();
  return option.get_name(option.get_positional());
}

[[noreturn]] void fail_empty(const std::string& option) {
  throw InputError(fmt::format("{}: expected a value, found an empty one", option));
}

// CLI11 takes the next word as the value of "--output=".
void expect_value_behind_equals(const CLI::App& app, std::span<const std::string> words) {
  for (const std::string& word : words) {
    if (word == "--") return;
    if (!word.starts_with("--") || !word.ends_with('=')) continue;
    const std::string name = word.substr(0, word.size() - 1);
    for (const CLI::App* command = &innermost(app); command; command = command->get_parent()) {
      const CLI::Option* const option = command->get_option_no_throw(name);
      if (option && option->get_items_expected_max() != 0) fail_empty(name);
    }
  }
}

void expect_no_empty_value(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_items_expected_max() == 0) continue;  // a flag
    const auto& values = option->results();
    if (std::ranges::any_of(values, &std::string::empty)) fail_empty(name_of(*option));
  }
  for (const CLI::App* command : app.get_subcommands()) expect_no_empty_value(*command);
}

// CLI11 reads [a,b] among the arguments of a command as a list of a and b, and [] as nothing.
std::string without_lists(const std::string& word) {
  return word.starts_with('[') && word.ends_with(']') ? "./" + word : word;
}

}  // namespace

std::unique_ptr<CLI::App> make_app(CommandAction& chosen) {
  auto app = std::make_unique<CLI::App>(
      "Lockstep checks that a patch to concurrent kernel code changes nothing.", "lockstep");
  app->set_version_flag("--version", version());
  app->add_option("--subject")  // has been taken by then: see take_subject()
      ->description(fmt::format("What the programs are about, {} here", kSubject.name))
      ->type_name("NAME");
  app->require_subcommand(1);
  app->formatter(std::make_shared<HelpFormatter>());
  app->footer(exit_statuses());
  add_check_command(*app, chosen);
  add_replay_command(*app, chosen);
  add_explore_command(*app, chosen);
  add_prove_command(*app, chosen);
  add_reduce_command(*app, chosen);
  add_stress_command(*app, chosen);
  add_selftest_command(*app, chosen);
  add_corpus_command(*app, chosen);
  add_mutants_command(*app, chosen);
  add_import_command(*app, chosen);
  add_list_command(*app, chosen);
  add_litmus_command(*app, chosen);
  add_manual_command(*app, chosen);
  return app;
}

void expect_values(const CLI::App& app, std::span<const std::string> words) {
  expect_value_behind_equals(app, words);
  expect_no_empty_value(app);
}

CommandAction parse_arguments(const std::vector<std::string>& words) {
  CommandAction chosen;
  const std::shared_ptr<CLI::App> app = make_app(chosen);
  const auto print = [](const std::string& text) {
    return [text] {
      write_standard_output(text);
      return ExitStatus::kUpheld;
    };
  };
  try {
    std::vector<std::string> reversed(words.size());  // as CLI11 wants them
    std::transform(words.rbegin(), words.rend(), reversed.begin(), without_lists);
    app->parse(std::move(reversed));
  } catch (const CLI::CallForVersion&) {
    return print(app->version() + "\n");
  } catch (const CLI::Success&) {
    return print(app->help());
  } catch (const CLI::ParseError& error) {
    expect_value_behind_equals(*app, words);
    fail_usage(*app, error);
  }
  expect_values(*app, words);
  return [app, chosen] { return chosen(); };  // commands look at their options again
}

}  // namespace lockstep
