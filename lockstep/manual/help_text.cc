// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

constexpr std::size_t kHelpWidth = 80;
constexpr std::size_t kColumn = 30;  // where descriptions begin

/// A text whose lines begin at a column, of which the first has `used` characters already.
std::string fill(std::string_view text, std::size_t used) {
  std::string filled;
  std::size_t at = used;
  const auto begin_line = [&] {
    filled += '\n' + std::string(kColumn, ' ');
    at = kColumn;
  };
  if (at + 1 > kColumn) begin_line();
  filled += std::string(kColumn - at, ' ');
  at = kColumn;
  for (const std::string& word : CLI::detail::split(std::string(text), ' ')) {
    if (at != kColumn && at + 1 + word.size() > kHelpWidth) begin_line();
    const std::string_view blank = at == kColumn ? "" : " ";
    filled.append(blank).append(word);
    at += blank.size() + word.size();
  }
  return filled + '\n';
}

std::string entry(const std::string& term, std::string_view text) {
  return "  " + term + fill(text, term.size() + 2);
}

std::string argument_name(const OptionHelp& argument) {
  return argument.names.front() + (argument.repeatable ? "..." : "");
}

std::string usage(const CommandHelp& command) {
  std::string text = fmt::format("Usage: {} [OPTIONS]", path_of(command));
  for (const OptionHelp& argument : command.arguments) {
    const std::string name = argument_name(argument);
    text += argument.required ? " " + name : " [" + name + "]";
  }
  return text + (command.commands.empty() ? "" : " SUBCOMMAND") + "\n";
}

std::string option_term(const OptionHelp& option) {
  return fmt::format("{}{}{}", fmt::join(option.names, ","), option.value.empty() ? "" : " ",
                     option.value);
}

template <typename Entries, typename Print>
std::string section(std::string_view title, const Entries& entries, Print print) {
  if (entries.empty()) return "";
  std::string text = fmt::format("\n{}:\n", title);
  for (const auto& one : entries) text += print(one);
  return text;
}

}  // namespace

std::string print_help(const CommandHelp& command) {
  std::string text = command.description + "\n" + usage(command);
  text += section("Positionals", command.arguments, [](const OptionHelp& argument) {
    return entry(argument_name(argument), describe_in_full(argument));
  });
  text += section("Options", command.options, [](const OptionHelp& option) {
    return entry(option_term(option), describe_in_full(option));
  });
  text += section("Subcommands", command.commands, [](const CommandHelp& below) {
    return entry(below.path.back(), below.description + ".");
  });
  if (!command.footer.empty()) text += "\n" + command.footer + "\n";
  return text;
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string /*name*/,
                                     CLI::AppFormatMode /*mode*/) const {
  return print_help(describe_command(*app));
}

}  // namespace lockstep
