// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/block_watch.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace lockstep {
namespace {

constexpr unsigned kLooks = 10;
constexpr int kMilliseconds = 100;     // between two looks, the first time;
constexpr int kMillisecondsAgain = 2;  // code that is known to block is not waited for so long

}  // namespace

BlockWatch::BlockWatch(const Client& client, int signal)
    : client_(client),
      signal_(signal),
      thread_(static_cast<pid_t>(syscall(SYS_gettid))),
      end_(eventfd(0, EFD_CLOEXEC)) {
  if (end_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  // Signals are for the thread that is watched.
  sigset_t all;
  sigset_t old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  watcher_ = std::thread([this] { watch(); });
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

BlockWatch::~BlockWatch() {
  eventfd_write(end_, 1);
  watcher_.join();
  close(end_);
}

void BlockWatch::watch() {
  std::uint64_t last = UINT64_MAX;
  unsigned looks = 0;
  int milliseconds = kMilliseconds;
  pollfd end = {end_, POLLIN, 0};
  while (poll(&end, 1, milliseconds) == 0) {
    const std::uint64_t now = client_.progress();
    looks = now == last && client_.is_in_task() && is_waiting() ? looks + 1 : 0;
    last = now;
    if (looks < kLooks) continue;
    looks = 0;
    milliseconds = kMillisecondsAgain;
    noticed_at_ = now;
    syscall(SYS_tgkill, getpid(), thread_, signal_);
  }
}

// As the kernel sees it: a thread that is to run, and has no processor, does not wait.
bool BlockWatch::is_waiting() const {
  std::array<char, 64> path;
  *fmt::format_to_n(path.data(), path.size() - 1, "/proc/self/task/{}/stat", thread_).out = '\0';
  std::array<char, 512> text;
  const int file = open(path.data(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const ssize_t size = read(file, text.data(), text.size());
  close(file);
  if (size <= 0) return false;
  const std::string_view stat(text.data(), static_cast<std::size_t>(size));
  return stat.substr(stat.rfind(") ")).starts_with(") S ");
}

}  // namespace lockstep
