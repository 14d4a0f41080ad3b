// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

std::string zsh_word(std::string_view text) {
  std::string escaped = "'";
  for (const char c : text) escaped += c == '\'' ? "'\\''" : std::string(1, c);
  return escaped + "'";
}

// In the brackets of a specification for _arguments.
std::string in_brackets(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string file_action(const OptionHelp& option) {
  switch (completed_files(option)) {
    case CompletedFiles::kNone:
      break;
    case CompletedFiles::kFolders:
      return "_path_files -/";  // _files offers all files if there are no folders
    case CompletedFiles::kWithEnding:
      return fmt::format("_files -g \"*{}\"", file_ending(option));
    case CompletedFiles::kAny:
      return "_files";
  }
  return "";
}

// What _arguments does for a value.
std::string action(const OptionHelp& option) {
  const std::string words = fmt::format("{}", fmt::join(all_known_values(option), " "));
  const std::string files = file_action(option);
  if (files.empty()) return "(" + words + ")";
  return words.empty() ? files : fmt::format("{{compadd {}; {}}}", words, files);
}

std::string option_specifications(const OptionHelp& option) {
  std::string text;
  for (const std::string& name : option.names) {
    const std::string value =
        option.value.empty() ? "" : fmt::format(":{}:{}", option.value, action(option));
    text += fmt::format("    {} \\\n",
                        zsh_word(fmt::format("{}{}[{}]{}", option.repeatable ? "*" : "", name,
                                             in_brackets(option.description), value)));
  }
  return text;
}

std::string specifications(const CommandHelp& command) {
  std::string text = "  _arguments -C \\\n";
  for (const OptionHelp& option : command.options) text += option_specifications(option);
  for (const OptionHelp& argument : command.arguments) {
    text += fmt::format("    {} \\\n",
                        zsh_word(fmt::format("*:{}:{}", argument.names.front(), action(argument))));
  }
  if (command.commands.empty()) return text + "    && return\n";
  return text + "    '1:command:->command' '*::argument:->argument' && return\n";
}

// Goes on with the commands below it.
std::string states(const CommandHelp& command, const std::string& function) {
  std::string described;
  std::string cases;
  for (const CommandHelp& below : command.commands) {
    const std::string& name = below.path.back();
    described += fmt::format("    {}\n", zsh_word(name + ":" + below.description));
    cases += fmt::format("        {}) {}_{} ;;\n", name, function, name);
  }
  return fmt::format(
      "  local -a commands=(\n{}  )\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    argument)\n      case $line[1] in\n{}      esac ;;\n"
      "  esac\n",
      described, cases);
}

std::string function_of(const CommandHelp& command) {
  const std::string name = "_" + path_of(command, "_");
  return fmt::format("{}() {{\n  local line state\n{}{}}}\n\n", name, specifications(command),
                     command.commands.empty() ? "" : states(command, name));
}

}  // namespace

std::string print_zsh_completion(const CommandHelp& command) {
  std::string text = fmt::format("#compdef {}\n\n", command.path.back());
  for (const CommandHelp* one : with_commands_below(command)) text += function_of(*one);
  return text + fmt::format("_{} \"$@\"\n", command.path.back());
}

}  // namespace lockstep
