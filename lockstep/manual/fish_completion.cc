// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

// Is this the command that is typed so far? And files that may follow.
constexpr const char* kFishScript = R"(# fish completion for {name}
function __{name}_typed
    set -l typed {name}
    for word in (commandline -opc)[2..]
        if contains -- "$typed $word" {commands}
            set typed "$typed $word"
        end
    end
    test "$typed" = "$argv"
end
# Files with an ending, and folders; all files if there are none such.
function __{name}_files
    set -l all (__fish_complete_path (commandline -ct))
    set -l found (string match -er -- "\\$argv[1](\t.*)?\$" $all)
    if set -q found[1]
        printf '%s\n' $found (string match -er -- '/(\t.*)?$' $all)
    else
        printf '%s\n' $all
    end
end
complete -c {name} -f
)";

std::string fish_word(std::string_view text) {
  std::string escaped = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "'";
}

// What -a takes: words, and a command that prints others.
std::string words_of(const std::string& command, const OptionHelp& option) {
  std::vector<std::string> words = all_known_values(option);
  if (completed_files(option) == CompletedFiles::kFolders) {
    words.emplace_back("(__fish_complete_directories)");
  }
  if (completed_files(option) == CompletedFiles::kWithEnding) {
    words.push_back(fmt::format("(__{}_files {})", command, file_ending(option)));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

std::string option_line(const std::string& command, const std::string& start,
                        const OptionHelp& option) {
  std::string line = start;
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) {
    line += completed_files(option) == CompletedFiles::kAny ? " -r -F" : " -x";
    const std::string words = words_of(command, option);
    if (!words.empty()) line += " -a " + fish_word(words);
  }
  return line + " -d " + fish_word(option.description) + "\n";
}

std::string argument_line(const std::string& command, const std::string& start,
                          const OptionHelp& argument) {
  if (completed_files(argument) == CompletedFiles::kAny) return start + " -F\n";
  const std::string words = words_of(command, argument);
  return words.empty() ? "" : fmt::format("{} -a {}\n", start, fish_word(words));
}

std::string lines_of(const CommandHelp& command) {
  const std::string& name = command.path.front();
  const std::string start =
      fmt::format("complete -c {0} -n {1}", name,
                  fish_word(fmt::format("__{}_typed {}", name, path_of(command))));
  std::string text;
  for (const CommandHelp& below : command.commands) {
    text += fmt::format("{} -a {} -d {}\n", start, below.path.back(), fish_word(below.description));
  }
  for (const OptionHelp& argument : command.arguments) text += argument_line(name, start, argument);
  for (const OptionHelp& option : command.options) text += option_line(name, start, option);
  return text;
}

}  // namespace

std::string print_fish_completion(const CommandHelp& command) {
  std::vector<std::string> below;
  std::string lines;
  for (const CommandHelp* one : with_commands_below(command)) {
    if (one != &command) below.push_back(fish_word(path_of(*one)));
    lines += lines_of(*one);
  }
  return fmt::format(kFishScript, fmt::arg("name", command.path.back()),
                     fmt::arg("commands", fmt::format("{}", fmt::join(below, " ")))) +
         lines;
}

}  // namespace lockstep
