// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

// As roff has it: a plain - is a hyphen, and a line that starts with . or ' is a request.
std::string roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (escaped.empty() || escaped.back() == '\n')) escaped += "\\&";
    if (c == '-') escaped += '\\';
    escaped += c;
    if (c == '\\') escaped += 'e';
  }
  return escaped;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", roff(text)); }
std::string italic(std::string_view text) { return fmt::format("\\fI{}\\fR", roff(text)); }

std::string capitals(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string synopsis(const CommandHelp& command) {
  std::string text = bold(path_of(command)) + " [" + italic("OPTIONS") + "]";
  for (const OptionHelp& argument : command.arguments) {
    const std::string name = italic(argument.names.front()) + (argument.repeatable ? "..." : "");
    text += argument.required ? " " + name : " [" + name + "]";
  }
  return text + (command.commands.empty() ? "" : " " + italic("COMMAND")) + "\n";
}

std::string entry(const std::string& term, const std::string& text) {
  return fmt::format(".TP\n{}\n{}\n", term, text);
}

std::string option_entry(const OptionHelp& option) {
  std::vector<std::string> names(option.names.size());
  std::ranges::transform(option.names, names.begin(), bold);
  const std::string term = fmt::format("{}", fmt::join(names, ", ")) +
                           (option.value.empty() ? "" : " " + italic(option.value));
  return entry(term, roff(describe_in_full(option)));
}

std::string argument_entry(const OptionHelp& argument) {
  return entry(italic(argument.names.front()), roff(describe_in_full(argument)));
}

std::string bold_entry(const HelpEntry& one) { return entry(bold(one.term), roff(one.text)); }

std::string file_entry(const HelpEntry& one) { return entry(italic(one.term), roff(one.text)); }

template <typename Entries, typename Print>
std::string section(const char* title, const Entries& entries, Print print) {
  if (entries.empty()) return "";
  std::string text = fmt::format(".SH {}\n", title);
  for (const auto& one : entries) text += print(one);
  return text;
}

std::string see_also(const CommandHelp& command) {
  if (command.path.size() == 1) return "";
  const std::vector<std::string> above(command.path.begin(), command.path.end() - 1);
  return ".SH SEE ALSO\n" + bold(fmt::format("{}", fmt::join(above, "-"))) + "(1)\n";
}

}  // namespace

std::string print_man_page(const CommandHelp& command, std::string_view version) {
  const std::string name = path_of(command, "-");
  std::string text = fmt::format(".TH \"{}\" 1 \"\" \"{}\" \"User Commands\"\n",
                                 roff(capitals(name)), roff(version));
  text += fmt::format(".SH NAME\n{} \\- {}\n", roff(name), roff(command.description));
  text += ".SH SYNOPSIS\n" + synopsis(command);
  text += section("COMMANDS", command.commands, [](const CommandHelp& below) {
    return entry(bold(path_of(below)),
                 roff(below.description + ". See ") + bold(path_of(below, "-")) + "(1).");
  });
  text += section("ARGUMENTS", command.arguments, argument_entry);
  text += section("OPTIONS", command.options, option_entry);
  text += section("EXIT STATUS", command.exit_statuses, bold_entry);
  text += section("ENVIRONMENT", command.environment, bold_entry);
  text += section("FILES", command.files, file_entry);
  text += section("EXAMPLES", command.examples, bold_entry);
  return text + see_also(command);
}

}  // namespace lockstep
