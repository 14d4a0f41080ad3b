// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/run_lockstep.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

using TemporaryFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

TemporaryFile make_file() {
  TemporaryFile file(std::tmpfile(), std::fclose);
  if (!file) throw std::runtime_error("cannot make a temporary file");
  return file;
}

std::string content(std::FILE* file) {
  std::string text;
  std::array<char, 4096> part;
  std::rewind(file);
  for (std::size_t size = 0; (size = std::fread(part.data(), 1, part.size(), file)) > 0;) {
    text.append(part.data(), size);
  }
  return text;
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void become(const Command& command, std::FILE* output, std::FILE* errors) {
  // A shell ignores some signals on behalf of programs that it runs in the background.
  for (const int ending : {SIGINT, SIGTERM, SIGHUP}) signal(ending, SIG_DFL);
  for (char* const variable : pointers_to(command.environment)) {
    if (variable) putenv(variable);
  }
  if (chdir(command.folder.c_str()) == 0 && dup2(fileno(output), STDOUT_FILENO) >= 0 &&
      dup2(fileno(errors), STDERR_FILENO) >= 0) {
    execvp(command.words.front().c_str(), pointers_to(command.words).data());
  }
  _exit(127);
}

Command lockstep_command(const std::vector<std::string>& arguments,
                         const std::filesystem::path& folder) {
  Command command = {.words = {built_command()},
                     .folder = folder,
                     .environment = {"XDG_STATE_HOME=" + state_home(folder).string()}};
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace

CommandResult run_command(const Command& command) { return run_command_until(command, nullptr); }

CommandResult run_command_until(const Command& command, const std::function<bool()>& is_time,
                                int signal) {
  const TemporaryFile output = make_file();
  const TemporaryFile errors = make_file();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(command, output.get(), errors.get());
  int status = 0;
  rusage usage = {};
  if (is_time) {
    siginfo_t ended = {};
    while (ended.si_pid == 0 && !is_time()) {
      waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT);
    }
    kill(child, signal);
  }
  if (wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content(output.get()),
          content(errors.get()), usage.ru_maxrss};
}

CommandResult run_lockstep(const std::vector<std::string>& arguments,
                           const std::filesystem::path& folder) {
  return run_command(lockstep_command(arguments, folder));
}

CommandResult run_lockstep_until(const std::vector<std::string>& arguments,
                                 const std::filesystem::path& folder,
                                 const std::function<bool()>& is_time) {
  return run_command_until(lockstep_command(arguments, folder), is_time);
}

std::filesystem::path state_home(const std::filesystem::path& folder) {
  return std::filesystem::temp_directory_path() / (folder.filename().string() + "_state");
}

std::string implementation_file(const std::string& name) {
  return built_file("tests/implementations/" + name + ".so");
}

std::vector<std::string> lines_with(std::string_view text, std::string_view part) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) {
    if (line.find(part) != std::string::npos) lines.push_back(line);
  }
  return lines;
}

std::string first_reproducer(const std::string& report) {
  constexpr std::string_view kIndent = "    ";
  std::string program;
  std::istringstream stream(report.substr(std::min(report.find("  Reproducer ("), report.size())));
  std::string line;
  std::getline(stream, line);
  std::getline(stream, line);
  while (std::getline(stream, line) && line.starts_with(kIndent)) {
    program += line.substr(kIndent.size()) + "\n";
  }
  return program;
}

}  // namespace lockstep::tests
