// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/manual/completion.h"

namespace lockstep {
namespace {

// Is this the command that is typed so far?
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

std::string option_line(const std::string& start, const OptionHelp& option) {
  std::string line = start;
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) line += takes_file(option) ? " -r -F" : " -x";
  if (!option.known_values.empty()) {
    line += " -a " + fish_word(fmt::format("{}", fmt::join(option.known_values, " ")));
  }
  return line + " -d " + fish_word(option.description) + "\n";
}

std::string argument_line(const std::string& start, const OptionHelp& argument) {
  if (takes_file(argument)) return start + " -F\n";
  if (argument.known_values.empty()) return "";
  return fmt::format("{} -a {}\n", start,
                     fish_word(fmt::format("{}", fmt::join(argument.known_values, " "))));
}

std::string lines_of(const CommandHelp& command) {
  const std::string start =
      fmt::format("complete -c {0} -n {1}", command.path.front(),
                  fish_word(fmt::format("__{}_typed {}", command.path.front(), path_of(command))));
  std::string text;
  for (const CommandHelp& below : command.commands) {
    text += fmt::format("{} -a {} -d {}\n", start, below.path.back(), fish_word(below.description));
  }
  for (const OptionHelp& argument : command.arguments) text += argument_line(start, argument);
  for (const OptionHelp& option : command.options) text += option_line(start, option);
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
