// SPDX-License-Identifier: GPL-2.0-only
// If afl-fuzz is killed, its fork server ends with it, but the process that this has started would
// stay for ever: it has stopped itself until it is given the next input.
#include <pthread.h>
#include <sys/prctl.h>

#include <csignal>

namespace {

void end_with_parent() { prctl(PR_SET_PDEATHSIG, SIGKILL); }

[[gnu::constructor]] void watch_forks() { pthread_atfork(nullptr, nullptr, end_with_parent); }

}  // namespace
