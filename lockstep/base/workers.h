// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace lockstep {

/// A worker process failed by a mistake of ours: it crashed, or threw what its task should have
/// caught.
class WorkerFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a worker process is asked to do.
struct WorkerTask {
  /// In a process of its own: does the work and returns the result, one line. May tell how far it
  /// is by calling the function it is given, with a number. May be done again from the beginning.
  std::function<std::string(const std::function<void(std::uint64_t)>&)> work;
};

/// What the calling process does while the workers are at work.
struct WorkerListener {
  std::function<void(std::size_t task, const std::string& result)> on_result;
  /// Several times a second; the numbers that running tasks last told, by task.
  std::function<void(const std::vector<std::uint64_t>&)> on_progress;
  /// Several times a second, and when a signal comes: whether to end without the rest.
  std::function<bool()> should_stop;
};

/// How it ended.
struct WorkersEnd {
  enum class Why : std::uint8_t {
    kDone,       ///< every task has its result
    kStopped,    ///< the listener wanted no more
    kLost,       ///< the process of some task ended without a result, each time that it was tried
    kNoProcess,  ///< no process could be started
  };
  Why why = Why::kDone;
  std::string text;  ///< of the last two, what happened: "a worker process was killed by SIGKILL"
};

/// How often a task is tried whose process ends without a result.
inline constexpr unsigned kWorkerAttempts = 3;

/// Runs tasks in at most `jobs` processes at a time, each task in a new one, so that what one needs
/// is given back when it is done. They end with the caller, and signals that ask to end are for the
/// caller only. A task whose process is killed, runs out of memory or is ended by the code under
/// test is tried again. Throws WorkerFailed.
WorkersEnd run_in_processes(const std::vector<WorkerTask>& tasks, unsigned jobs,
                            const WorkerListener& listener);

}  // namespace lockstep
