// SPDX-License-Identifier: GPL-2.0-only
// If afl-fuzz is killed, its fork server ends with it, but the process that the fork server has
// started would stay for ever: it has stopped itself until it gets the next input.
#include <pthread.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

namespace {

pid_t parent = 0;

void note_parent() { parent = getpid(); }

// If the parent has ended by now, the kernel was asked too late.
void end_with_parent() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
}

[[gnu::constructor]] void watch_forks() { pthread_atfork(note_parent, nullptr, end_with_parent); }

}  // namespace
