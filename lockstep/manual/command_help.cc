// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/manual/command_help.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

namespace lockstep {
namespace {

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  if (names.empty()) names.push_back(option.get_name(true));
  return names;
}

// CLI11 appends known values to the type, e.g. those of CLI::IsMember: "TEXT:{one,two}".
std::vector<std::string> members_in(const std::string& type) {
  const std::size_t begin = type.find(":{");
  if (begin == std::string::npos || !type.ends_with("}")) return {};
  return CLI::detail::split(type.substr(begin + 2, type.size() - begin - 3), ',');
}

// CLI11 puts the default of an option that may be repeated in brackets.
std::string default_of(const CLI::Option& option) {
  const std::string text = option.get_default_str();
  return text.starts_with('[') && text.ends_with(']') ? text.substr(1, text.size() - 2) : text;
}

OptionHelp describe_option(const CLI::Option& option) {
  OptionHelp help;
  help.names = names_of(option);
  help.description = option.get_description();
  help.default_value = default_of(option);
  help.required = option.get_required();
  help.repeatable = option.get_expected_max() > 1;
  for (const CLI::Option* other : option.get_excludes()) {
    help.excludes.push_back(names_of(*other).back());
  }
  for (const CLI::Option* other : option.get_needs()) {
    help.needs.push_back(names_of(*other).back());
  }
  if (option.get_items_expected_max() != 0) {
    const std::string type = option.get_type_name();
    help.value = type.substr(0, type.find(':'));
    help.known_values = members_in(type);
  }
  return help;
}

CommandHelp describe(const CLI::App& app, std::vector<std::string> path) {
  CommandHelp help;
  path.push_back(app.get_name());
  help.path = path;
  help.description = app.get_description();
  help.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    auto& list = option->nonpositional() ? help.options : help.arguments;
    list.push_back(describe_option(*option));
  }
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (!command->get_group().empty()) {
      help.commands.push_back(describe(*command, path));
    }
  }
  return help;
}

std::vector<std::string> path_above(const CLI::App& app) {
  std::vector<std::string> path;
  for (const CLI::App* above = app.get_parent(); above; above = above->get_parent()) {
    path.insert(path.begin(), above->get_name());
  }
  return path;
}

constexpr std::string_view kFile = "FILE";

// CLI11 calls the value of an argument TEXT unless it is given another name.
const std::string& value_of(const OptionHelp& option) {
  return option.value == "TEXT" ? option.names.back() : option.value;
}

}  // namespace

CommandHelp describe_command(const CLI::App& app) { return describe(app, path_above(app)); }

std::string describe_in_full(const OptionHelp& option) {
  std::string text = option.description + ".";
  if (!option.default_value.empty()) text += fmt::format(" Default: {}.", option.default_value);
  const auto add = [&](std::string_view what, const std::vector<std::string>& names) {
    if (!names.empty()) text += fmt::format(" {} {}.", what, fmt::join(names, ", "));
  };
  add("Known:", option.known_values);
  add("Only with", option.needs);
  add("Not with", option.excludes);
  return text + (option.required ? " Required." : "");
}

std::vector<std::string> all_known_values(const OptionHelp& option) {
  std::vector<std::string> values = option.known_values;
  values.insert(values.end(), option.completed_values.begin(), option.completed_values.end());
  return values;
}

std::string path_of(const CommandHelp& command, std::string_view separator) {
  return fmt::format("{}", fmt::join(command.path, separator));
}

std::vector<const CommandHelp*> with_commands_below(const CommandHelp& command) {
  std::vector<const CommandHelp*> all = {&command};
  for (const CommandHelp& below : command.commands) {
    const auto more = with_commands_below(below);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::string_view file_ending(const OptionHelp& option) {
  const std::string_view value = value_of(option);
  const std::size_t file = value.find(kFile);
  if (file == std::string_view::npos) return {};
  const std::string_view behind = value.substr(file + kFile.size());
  return behind.starts_with('.') ? behind : std::string_view();
}

CompletedFiles completed_files(const OptionHelp& option) {
  const std::string& value = value_of(option);
  if (value.find(kFile) == std::string::npos) {
    return value == "DIR" ? CompletedFiles::kFolders : CompletedFiles::kNone;
  }
  return file_ending(option).empty() ? CompletedFiles::kAny : CompletedFiles::kWithEnding;
}

}  // namespace lockstep
