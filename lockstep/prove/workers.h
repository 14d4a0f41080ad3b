// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace lockstep {

/// A worker process ended without a result.
class WorkerDied : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a worker process is asked to do.
struct WorkerTask {
  /// In a process of its own: does the work and returns the result, one line. May tell how far it
  /// is by calling the function it is given, with a number.
  std::function<std::string(const std::function<void(std::uint64_t)>&)> work;
};

/// Who wants to know, in the calling process.
struct WorkerListener {
  std::function<void(std::size_t task, const std::string& result)> on_result;
  /// Several times a second; the numbers that running tasks last told, by task.
  std::function<void(const std::vector<std::uint64_t>&)> on_progress;
};

/// Runs tasks in at most `jobs` processes at a time, each task in a new one, so that what one needs
/// is given back when it is done. They end with the caller. Throws WorkerDied, and
/// std::system_error if there can be no process.
void run_in_processes(const std::vector<WorkerTask>& tasks, unsigned jobs,
                      const WorkerListener& listener);

}  // namespace lockstep
