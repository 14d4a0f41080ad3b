// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::tests {

/// What a run of a command left behind.
struct CommandResult {
  int status = 0;              ///< exit status, or 128 and the signal that ended it
  std::string output;          ///< standard output
  std::string errors;          ///< standard error
  long peak_memory_kibibytes;  ///< the most memory it had
};

/// A command to run, to its end unless it is killed: see run_command_until().
struct Command {
  std::vector<std::string> words;  ///< first the executable, looked up in PATH if it has no '/'
  std::filesystem::path folder = std::filesystem::temp_directory_path();  ///< where it runs
  std::vector<std::string> environment;  ///< NAME=VALUE, besides this process's own
};

CommandResult run_command(const Command& command);

/// The same, but sends the command a signal, SIGKILL by default, as soon as `is_time`, which is
/// called over and over, returns true.
CommandResult run_command_until(const Command& command, const std::function<bool()>& is_time,
                                int signal = SIGKILL);

/// Runs `lockstep` with these arguments; with a state_home() of its own.
CommandResult run_lockstep(
    const std::vector<std::string>& arguments,
    const std::filesystem::path& folder = std::filesystem::temp_directory_path());
CommandResult run_lockstep_until(const std::vector<std::string>& arguments,
                                 const std::filesystem::path& folder,
                                 const std::function<bool()>& is_time);

/// Where a command that runs in this folder leaves files that were not asked for ($XDG_STATE_HOME);
/// outside of the folder.
std::filesystem::path state_home(const std::filesystem::path& folder);

/// The file of an implementation in tests/implementations/.
std::string implementation_file(const std::string& name);

/// The lines of a text that contain `part`.
std::vector<std::string> lines_with(std::string_view text, std::string_view part);

/// The first reproducer in a report, as a program text without its indentation.
std::string first_reproducer(const std::string& report);

}  // namespace lockstep::tests
