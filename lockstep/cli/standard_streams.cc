// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace lockstep {
namespace {

// Standard input can only be written and standard output only be read then; messages are dropped.
int mode_of(int stream) {
  if (stream == STDIN_FILENO) return O_WRONLY;
  return stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY;
}

int for_results = STDOUT_FILENO;

}  // namespace

void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest one that is free: those below it are open.
    if (open("/dev/null", mode_of(stream)) != stream) {
      throw std::system_error(errno, std::generic_category(), "cannot open /dev/null");
    }
  }
}

// Without a descriptor that is free, all goes to the same place.
void keep_standard_output() {
  const int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (kept >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) == STDOUT_FILENO) for_results = kept;
}

int standard_output() { return for_results; }

}  // namespace lockstep
