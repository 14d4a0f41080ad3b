// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/scratch_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// Both ends of a pipe that programs do not inherit.
struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return {ends[0], ends[1]};
}

std::string read_all(int file) {
  std::string text;
  std::array<char, 256> part;
  for (ssize_t size = 1; size > 0 || (size < 0 && errno == EINTR);) {
    size = read(file, part.data(), part.size());
    if (size > 0) text.append(part.data(), static_cast<std::size_t>(size));
  }
  return text;
}

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t size = write(file, text.data(), text.size());
    if (size < 0 && errno != EINTR) return;
    if (size > 0) text.remove_prefix(static_cast<std::size_t>(size));
  }
}

// Signals that end the parent must not end the keeper, and none of the parent's files stays open.
void leave_the_parent(int alive, int answer) {
  setpgid(0, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) {
    std::signal(signal, SIG_IGN);
  }
  dup2(alive, STDIN_FILENO);
  dup2(answer, STDOUT_FILENO);
  dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
  closefrom(STDERR_FILENO + 1);
}

// A program that is being ended may still make files, so one try may not be enough.
void remove_folder(const fs::path& folder) {
  constexpr int kMostTries = 1000;
  std::error_code error;
  for (int i = 0; i < kMostTries; ++i) {
    fs::remove_all(folder, error);
    if (!error) return;
  }
}

[[noreturn]] void keep(const fs::path& parent, int alive, int answer) {
  leave_the_parent(alive, answer);
  std::string name = (parent / "lockstep-XXXXXX").string();
  const bool made = mkdtemp(name.data()) != nullptr;
  write_all(STDOUT_FILENO, made ? name : std::string("!") + std::strerror(errno));
  close(STDOUT_FILENO);
  read_all(STDIN_FILENO);
  kill(0, SIGTERM);
  if (made) remove_folder(name);
  _exit(0);
}

fs::path resolve_parent(const fs::path& parent) {
  std::error_code error;
  const fs::path wanted = parent.empty() ? fs::temp_directory_path(error) : parent;
  fs::path resolved = error ? wanted : fs::canonical(wanted, error);
  if (error) {
    throw InputError(fmt::format("cannot make a temporary folder in {}: {}",
                                 wanted.empty() ? std::string("TMPDIR") : wanted.string(),
                                 error.message()));
  }
  return resolved;
}

}  // namespace

ScratchFolder::ScratchFolder(const fs::path& parent) {
  const fs::path resolved = resolve_parent(parent);
  const Pipe life = make_pipe();
  const Pipe answer = make_pipe();
  keeper_ = fork();
  if (keeper_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (keeper_ == 0) keep(resolved, life.read_end, answer.write_end);
  close(life.read_end);
  close(answer.write_end);
  alive_ = life.write_end;
  path_ = read_all(answer.read_end);
  close(answer.read_end);
  if (path_.is_absolute()) return;
  close(alive_);
  waitpid(keeper_, nullptr, 0);
  throw InputError(fmt::format("cannot make a temporary folder in {}: {}", resolved.string(),
                               path_.string().substr(path_.empty() ? 0 : 1)));
}

ScratchFolder::~ScratchFolder() {
  close(alive_);
  while (waitpid(keeper_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

fs::path ScratchFolder::write(const fs::path& name, std::string_view content) const {
  fs::path file = path_ / name;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream) {
    throw InputError(
        fmt::format("cannot write temporary files in {}", printable(path_.parent_path().string())));
  }
  return file;
}

std::string ScratchFolder::without_path(std::string text) const {
  for (const std::string& path : {path_.string() + "/", path_.string()}) {
    for (std::size_t at = 0; (at = text.find(path, at)) != std::string::npos;) {
      text.erase(at, path.size());
    }
  }
  return text;
}

}  // namespace lockstep
