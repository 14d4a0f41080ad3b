// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

// Code under test must not end the process: that would look like a verdict. exit(), _exit(),
// _Exit(), quick_exit(), pthread_exit() and thrd_exit() are replaced, in the whole process: in a
// task, they crash the execution.
namespace lockstep {

/// Writes what is left in the buffers of standard streams, and ends the process at once: no
/// destructor runs, be it ours or of code that may have damaged memory.
[[noreturn]] void end_process(int status);

/// The same without a look at any buffer, for signal handlers.
[[noreturn]] void end_process_at_once(int status);

/// From now on, nothing but these two ends this process or makes another program of it, not
/// even a system call; it is taken for a crash. So no program can be started any more. Does
/// nothing where the kernel does not permit that, in builds with AddressSanitizer, and before
/// expect_no_crash(): tests start programs of their own.
void forbid_other_ends();

/// From now on, a signal that would kill the process for a mistake of its own ends it with one line
/// and this status, unless somebody else handles it. Not in builds with AddressSanitizer, which has
/// more to say.
void expect_no_crash(int status);

/// For handlers of those signals that are not about a task: does that. Returns if nobody asked for
/// it.
void end_for_crash(int signal);

/// While it exists, what ends or crashes the process is a mistake in what is being loaded: one line
/// names it, and the status is that of bad input.
class Loading {
 public:
  explicit Loading(const std::string& path);
  ~Loading();
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;
};

/// From now on, ThreadSanitizer prints nothing by itself. When it gives up, which ends the process,
/// one line on standard error says so, with its reason. May be called before anything of the
/// process is initialised. Does nothing in other builds.
void say_why_tsan_dies();

/// For a task that waits inside ThreadSanitizer's runtime for good: ends the process with one line,
/// as whoever needs the same lock next would wait as well.
[[noreturn]] void end_for_wait_in_tsan();

/// What it ends the process with then: that of a harness that does not work.
inline constexpr int kTsanDeathStatus = 3;

}  // namespace lockstep
