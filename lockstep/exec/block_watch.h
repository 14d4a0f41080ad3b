// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace lockstep {

/// Notices, while it exists, that the thread that made it waits for something outside the process,
/// or for a lock: a task never does. Looks at the thread from another one, as a clock would also
/// go on while the machine is busy with others or is stopped.
class BlockWatch {
 public:
  /// What the thread is at. Called from the other one, so it may be told what is just over.
  class Client {
   public:
    virtual ~Client() = default;
    virtual bool is_in_task() const = 0;
    virtual std::uint64_t progress() const = 0;
  };

  /// Sends `signal` to this thread when it is found to wait for long without progress.
  BlockWatch(const Client& client, int signal);
  ~BlockWatch();
  BlockWatch(const BlockWatch&) = delete;
  BlockWatch& operator=(const BlockWatch&) = delete;

  /// For the handler of the signal: whether it was sent for what the thread is still at.
  bool has_noticed() const { return noticed_at_.load() == client_.progress(); }

 private:
  void watch();
  bool is_waiting() const;

  const Client& client_;
  const int signal_;
  const pid_t thread_;
  int end_ = -1;  // a file that can be read when it is over
  std::atomic<std::uint64_t> noticed_at_{UINT64_MAX};
  std::thread watcher_;
};

}  // namespace lockstep
