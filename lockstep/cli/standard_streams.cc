// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/standard_streams.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "lockstep/base/files.h"

namespace lockstep {
namespace {

// Opened so that reading standard input and writing standard output fail, and messages are dropped.
int mode_of(int stream) {
  if (stream == STDIN_FILENO) return O_WRONLY;
  return stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY;
}

int for_results = STDOUT_FILENO;

}  // namespace

void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // This is the lowest descriptor that is free: those below it are open.
    if (open("/dev/null", mode_of(stream)) != stream) {
      throw std::system_error(errno, std::generic_category(), "cannot open /dev/null");
    }
  }
}

// If no descriptor is free, everything goes to the same place.
void keep_standard_output() {
  const int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (kept >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) == STDOUT_FILENO) for_results = kept;
}

int standard_output() { return for_results; }

// Also by the names that shells and other tools have for it: keep_standard_output() has moved it,
// so that these names lead elsewhere.
bool is_standard_output(std::string_view file) {
  constexpr std::array<std::string_view, 5> kNames = {"", "-", "/dev/stdout", "/dev/fd/1",
                                                      "/proc/self/fd/1"};
  return std::ranges::find(kNames, file) != kNames.end();
}

void expect_result_writable(const std::string& file) {
  if (!is_standard_output(file)) expect_writable(file);
}

void write_result(const std::string& file, std::string_view text) {
  if (is_standard_output(file)) {
    write_standard_output(text);
  } else {
    write_output(file, text);
  }
}

void write_standard_output(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(standard_output(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      throw InputError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace lockstep
