// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

// First the command is found that is typed so far, then what may follow it, or an option of it.
constexpr const char* kBashScript = R"(# bash completion for {name}
_{name}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local typed={name} words= files= i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$typed ${{COMP_WORDS[i]}}" in
      {commands}) typed+=" ${{COMP_WORDS[i]}}" ;;
    esac
  done
  case "$typed $before" in
{values}    *)
      case "$typed" in
{following}      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $files ]] || return
  compopt -o filenames
  local IFS=$'\n' found
  case $files in
    /) found=($(compgen -d -- "$word")) ;;
    *)
      found=($(compgen -f -X "!$files" -- "$word"))
      if ((${{#found[@]}} || ${{#COMPREPLY[@]}})); then
        [[ $files == '*' ]] || found+=($(compgen -d -- "$word"))
      else
        found=($(compgen -f -- "$word"))
      fi
      ;;
  esac
  COMPREPLY+=("${{found[@]}}")
}}
complete -F _{name} {name}
)";

std::string bash_word(std::string_view text) { return fmt::format("'{}'", text); }

// What $files says: a pattern of file names, or / for folders.
std::string pattern_of(const OptionHelp& option) {
  switch (completed_files(option)) {
    case CompletedFiles::kNone:
      break;
    case CompletedFiles::kFolders:
      return "/";
    case CompletedFiles::kWithEnding:
      return fmt::format("*{}", file_ending(option));
    case CompletedFiles::kAny:
      return "*";
  }
  return "";
}

std::string assignments(const std::vector<std::string>& words, const std::string& files) {
  return fmt::format("words='{}'{}", fmt::join(words, " "),
                     files.empty() ? "" : fmt::format(" files='{}'", files));
}

// The words after an option that takes a value.
std::string value_cases(const CommandHelp& command) {
  std::string text;
  for (const OptionHelp& option : command.options) {
    if (option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
      patterns.push_back(bash_word(path_of(command) + " " + name));
    }
    text += fmt::format("    {}) {} ;;\n", fmt::join(patterns, " | "),
                        assignments(all_known_values(option), pattern_of(option)));
  }
  return text;
}

// The words anywhere else.
std::string following_case(const CommandHelp& command) {
  std::vector<std::string> words;
  std::string files;
  for (const CommandHelp& below : command.commands) words.push_back(below.path.back());
  for (const OptionHelp& argument : command.arguments) {
    const auto known = all_known_values(argument);
    words.insert(words.end(), known.begin(), known.end());
    if (files.empty()) files = pattern_of(argument);
  }
  for (const OptionHelp& option : command.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
  }
  return fmt::format("        {}) {} ;;\n", bash_word(path_of(command)), assignments(words, files));
}

}  // namespace

std::string print_bash_completion(const CommandHelp& command) {
  std::vector<std::string> below;
  std::string values;
  std::string following;
  for (const CommandHelp* one : with_commands_below(command)) {
    if (one != &command) below.push_back(bash_word(path_of(*one)));
    values += value_cases(*one);
    following += following_case(*one);
  }
  return fmt::format(kBashScript, fmt::arg("name", command.path.back()),
                     fmt::arg("commands", fmt::format("{}", fmt::join(below, " | "))),
                     fmt::arg("values", values), fmt::arg("following", following));
}

}  // namespace lockstep
