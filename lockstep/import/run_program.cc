// SPDX-License-Identifier: GPL-2.0-only
// posix_spawn() rather than Boost.Process: version 1.74 leaves this process's open files to the
// programs it starts, cannot put them into a process group that exists, and brings in Asio and
// Boost.Filesystem for what is a screenful here.
#include "lockstep/import/run_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>
#include <utility>

namespace lockstep {
namespace {

void expect(int error, const std::string& what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

/// What posix_spawn() does between fork and exec.
class SpawnSettings {
 public:
  explicit SpawnSettings(pid_t group) {
    expect(posix_spawn_file_actions_init(&actions_), "posix_spawn_file_actions_init");
    expect(posix_spawnattr_init(&attributes_), "posix_spawnattr_init");
    if (group < 0) return;
    expect(posix_spawnattr_setpgroup(&attributes_, group), "posix_spawnattr_setpgroup");
    expect(posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP),
           "posix_spawnattr_setflags");
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  void redirect(const ProgramCall& call, int output, int errors) {
    const char* const input = call.input.empty() ? "/dev/null" : call.input.c_str();
    expect(posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, input, O_RDONLY, 0), input);
    expect(posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO), "dup2");
    expect(posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO), "dup2");
    expect(posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1), "closefrom");
    if (!call.folder.empty()) {
      expect(posix_spawn_file_actions_addchdir_np(&actions_, call.folder.c_str()),
             call.folder.string());
    }
  }

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
  posix_spawnattr_t attributes_ = {};
};

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Longer than a pipe, so that nobody has to read while the program runs.
int make_anonymous_file() {
  const int file = memfd_create("lockstep", MFD_CLOEXEC);
  if (file < 0) expect(errno, "memfd_create");
  return file;
}

std::string take_content(int& file) {
  std::string content;
  std::array<char, 65536> part;
  ssize_t size = 0;
  while ((size = pread(file, part.data(), part.size(), static_cast<off_t>(content.size()))) > 0) {
    content.append(part.data(), static_cast<std::size_t>(size));
  }
  if (size < 0) expect(errno, "read");
  close(std::exchange(file, -1));
  return content;
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) expect(errno, "waitpid");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool has_name(std::string_view variable, std::string_view assignment) {
  const std::string_view name = assignment.substr(0, assignment.find('=') + 1);
  return variable.starts_with(name);
}

}  // namespace

RunningProgram::RunningProgram(const ProgramCall& call)
    : output_(make_anonymous_file()), errors_(make_anonymous_file()) {
  SpawnSettings settings(call.group);
  settings.redirect(call, output_, errors_);
  const int error =
      posix_spawnp(&process_, call.words.front().c_str(), settings.actions(), settings.attributes(),
                   pointers_to(call.words).data(), pointers_to(call.environment).data());
  if (error == 0) return;
  process_ = -1;
  close(output_);
  close(errors_);
  if (error == ENOENT || error == EACCES || error == ENOTDIR) {
    throw ProgramMissing(std::generic_category().message(error));
  }
  expect(error, "cannot start " + call.words.front());
}

RunningProgram::RunningProgram(RunningProgram&& other) noexcept
    : output_(std::exchange(other.output_, -1)),
      errors_(std::exchange(other.errors_, -1)),
      process_(std::exchange(other.process_, -1)) {}

RunningProgram::~RunningProgram() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  if (output_ >= 0) close(output_);
  if (errors_ >= 0) close(errors_);
}

ProgramResult RunningProgram::wait() {
  ProgramResult result;
  result.status = wait_for(process_);
  process_ = -1;
  result.output = take_content(output_);
  result.errors = take_content(errors_);
  return result;
}

ProgramResult run_program(const ProgramCall& call) { return RunningProgram(call).wait(); }

std::vector<std::string> environment_with(const std::vector<std::string>& more,
                                          const std::vector<std::string>& without) {
  std::vector<std::string> environment;
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view text = *variable;
    const bool left_out =
        std::ranges::any_of(without, [&](const auto& prefix) { return text.starts_with(prefix); });
    const bool replaced =
        std::ranges::any_of(more, [&](const auto& other) { return has_name(text, other); });
    if (!left_out && !replaced) environment.emplace_back(text);
  }
  environment.insert(environment.end(), more.begin(), more.end());
  return environment;
}

}  // namespace lockstep
