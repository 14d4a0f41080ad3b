// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/workers.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <new>
#include <numeric>

#include "lockstep/base/signal_handlers.h"

namespace lockstep {
namespace {

constexpr int kPollMilliseconds = 200;
constexpr char kProgress = 'p';
constexpr char kResult = 'r';
constexpr char kFailure = 'f';
constexpr int kNoMemory = 12;  // exit status of a worker

void write_line(int pipe, char kind, const std::string& text) {
  const std::string line = kind + text + '\n';
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t written = write(pipe, line.data() + done, line.size() - done);
    if (written < 0 && errno != EINTR) _exit(1);  // nobody listens any more
    if (written > 0) done += static_cast<std::size_t>(written);
  }
}

[[noreturn]] void be_worker(const WorkerTask& task, int pipe) {
  for (const int ending : {SIGINT, SIGTERM, SIGHUP}) std::signal(ending, SIG_IGN);
  try {
    const auto tell = [pipe](std::uint64_t number) {
      write_line(pipe, kProgress, std::to_string(number));
    };
    write_line(pipe, kResult, task.work(tell));
  } catch (const std::bad_alloc&) {
    _exit(kNoMemory);
  } catch (const std::exception& error) {
    std::string what = error.what();
    std::ranges::replace(what, '\n', ' ');
    write_line(pipe, kFailure, what);
  }
  _exit(0);
}

bool is_crash(int status) {
  const auto signals = crash_signals();
  return WIFSIGNALED(status) && std::ranges::find(signals, WTERMSIG(status)) != signals.end();
}

/// "a worker process was killed by SIGKILL"
std::string describe(int status) {
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return fmt::format("a worker process was killed by SIG{}{}", sigabbrev_np(signal),
                       signal == SIGKILL ? " (out of memory?)" : "");
  }
  if (WEXITSTATUS(status) == kNoMemory) return "a worker process ran out of memory";
  return fmt::format("a worker process was ended with status {} by the code under test",
                     WEXITSTATUS(status));
}

/// One process at work.
struct Worker {
  std::size_t task = 0;
  pid_t process = -1;
  int pipe = -1;
  std::string input;  // not a whole line yet
  bool done = false;
};

class Workers {
 public:
  Workers(const std::vector<WorkerTask>& tasks, unsigned jobs, const WorkerListener& listener)
      : tasks_(tasks),
        jobs_(jobs),
        listener_(listener),
        progress_(tasks.size()),
        attempts_(tasks.size()),
        waiting_(tasks.size()),
        buffer_(65536) {
    std::iota(waiting_.begin(), waiting_.end(), std::size_t{0});
  }

  ~Workers() {
    for (const Worker& worker : running_) {
      kill(worker.process, SIGKILL);
      close(worker.pipe);
      waitpid(worker.process, nullptr, 0);
    }
  }

  WorkersEnd run() {
    while (end_.why == WorkersEnd::Why::kDone && (!waiting_.empty() || !running_.empty())) {
      if (listener_.should_stop()) return {WorkersEnd::Why::kStopped, ""};
      start_some();
      if (running_.empty()) return {WorkersEnd::Why::kNoProcess, not_started_};
      wait_for_some();
      listener_.on_progress(progress_);
    }
    return end_;
  }

 private:
  // Starts as many workers as may run at a time, or as many as the system has room for.
  void start_some() {
    while (!waiting_.empty() && running_.size() < jobs_) {
      if (!start(waiting_.front())) {
        not_started_ = fmt::format("no worker process can be started: {}", std::strerror(errno));
        return;
      }
      waiting_.pop_front();
    }
  }

  bool start(std::size_t task) {
    std::array<int, 2> ends = {};
    if (pipe(ends.data()) != 0) return false;
    std::fflush(nullptr);
    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process == 0) {
      close(ends[0]);
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) _exit(1);
      be_worker(tasks_[task], ends[1]);
    }
    const int error = errno;
    close(ends[1]);
    if (process < 0) {
      close(ends[0]);
      errno = error;
      return false;
    }
    ++attempts_[task];
    running_.push_back({task, process, ends[0], "", false});
    return true;
  }

  void wait_for_some() {
    std::vector<pollfd> pipes;
    for (const Worker& worker : running_) pipes.push_back({worker.pipe, POLLIN, 0});
    if (poll(pipes.data(), pipes.size(), kPollMilliseconds) < 0) return;  // a signal came
    for (std::size_t i = 0; i < pipes.size(); ++i) {
      if (pipes[i].revents != 0) read_from(running_[i]);
    }
    std::erase_if(running_, [](const Worker& worker) { return worker.pipe < 0; });
  }

  void read_from(Worker& worker) {
    const ssize_t size = read(worker.pipe, buffer_.data(), buffer_.size());
    if (size < 0 && errno == EINTR) return;
    if (size <= 0) return finish(worker);
    worker.input.append(buffer_.data(), static_cast<std::size_t>(size));
    for (std::size_t end = worker.input.find('\n'); end != std::string::npos;
         end = worker.input.find('\n')) {
      take_line(worker, worker.input.substr(0, end));
      worker.input.erase(0, end + 1);
    }
  }

  void take_line(Worker& worker, const std::string& line) {
    const std::string text = line.substr(1);
    if (line[0] == kProgress) {
      progress_[worker.task] = std::stoull(text);
    } else if (line[0] == kFailure) {
      throw WorkerFailed(text);
    } else {
      worker.done = true;
      progress_[worker.task] = 0;
      listener_.on_result(worker.task, text);
    }
  }

  void finish(Worker& worker) {
    close(worker.pipe);
    worker.pipe = -1;
    int status = 0;
    waitpid(worker.process, &status, 0);
    if (worker.done) return;
    if (is_crash(status)) throw WorkerFailed(describe(status));
    progress_[worker.task] = 0;
    waiting_.push_front(worker.task);
    if (attempts_[worker.task] < kWorkerAttempts) return;
    end_ = {WorkersEnd::Why::kLost,
            fmt::format("{}, {} times in a row", describe(status), kWorkerAttempts)};
  }

  const std::vector<WorkerTask>& tasks_;
  const unsigned jobs_;
  const WorkerListener& listener_;
  std::vector<std::uint64_t> progress_;  // by task
  std::vector<unsigned> attempts_;       // by task
  std::deque<std::size_t> waiting_;
  std::vector<Worker> running_;
  std::vector<char> buffer_;
  std::string not_started_;
  WorkersEnd end_;
};

}  // namespace

WorkersEnd run_in_processes(const std::vector<WorkerTask>& tasks, unsigned jobs,
                            const WorkerListener& listener) {
  return Workers(tasks, jobs, listener).run();
}

}  // namespace lockstep
