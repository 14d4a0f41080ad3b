// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// ThreadSanitizer takes half a millisecond for each race that it reports, and keeps memory for it
/// for good. Once it has reported so many, it is asked no more.
inline constexpr std::uint64_t kMostRaceReports = 1'000;

/// Whether ThreadSanitizer is linked. Its reports go to the EngineHooks of the thread that met the
/// race, and not to standard error. It is a second opinion on executions, and the only one on real
/// threads.
bool has_thread_sanitizer();

/// Makes ThreadSanitizer forget who accessed this memory. It looks at an address no more once it
/// has reported a race there, and remembers only four accesses to a word, whether they matter or
/// not: an execution that starts with old ones would show fewer races than the same one started
/// afresh.
void forget_accesses(const void* begin, const void* end);

/// Makes it forget all that tasks have ever done. Not while one is running: a race with what was
/// forgotten is not seen.
void forget_all_accesses();

/// While it exists, ThreadSanitizer takes no notice of what the calling thread itself does to
/// memory: only what tasks do is of interest. Does nothing in other builds.
class UnwatchedThread {
 public:
  UnwatchedThread();
  ~UnwatchedThread();
  UnwatchedThread(const UnwatchedThread&) = delete;
  UnwatchedThread& operator=(const UnwatchedThread&) = delete;
};

}  // namespace lockstep
