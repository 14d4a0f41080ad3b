// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/workers.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include "lockstep/program/messages.h"

namespace lockstep {
namespace {

constexpr int kPollMilliseconds = 200;
constexpr char kProgress = 'p';
constexpr char kResult = 'r';

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

void write_line(int pipe, char kind, const std::string& text) {
  const std::string line = kind + text + '\n';
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t written = write(pipe, line.data() + done, line.size() - done);
    if (written < 0 && errno != EINTR) _exit(1);  // nobody listens any more
    if (written > 0) done += static_cast<std::size_t>(written);
  }
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
      : tasks_(tasks), jobs_(jobs), listener_(listener), progress_(tasks.size()) {}

  ~Workers() {
    for (const Worker& worker : running_) {
      kill(worker.process, SIGKILL);
      close(worker.pipe);
      waitpid(worker.process, nullptr, 0);
    }
  }

  void run() {
    while (next_ < tasks_.size() || !running_.empty()) {
      while (next_ < tasks_.size() && running_.size() < jobs_) start(next_++);
      wait_for_some();
      listener_.on_progress(progress_);
    }
  }

 private:
  void start(std::size_t task) {
    std::array<int, 2> ends = {};
    if (pipe(ends.data()) != 0) fail("cannot make a pipe for a worker");
    std::fflush(nullptr);
    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process < 0) fail("cannot start a worker");
    if (process == 0) {
      close(ends[0]);
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) _exit(1);
      be_worker(tasks_[task], ends[1]);
    }
    close(ends[1]);
    running_.push_back({task, process, ends[0], "", false});
  }

  [[noreturn]] static void be_worker(const WorkerTask& task, int pipe) {
    std::string result;
    try {
      result = task.work(
          [pipe](std::uint64_t number) { write_line(pipe, kProgress, std::to_string(number)); });
    } catch (const std::exception& error) {
      say(error.what());
      _exit(3);
    }
    write_line(pipe, kResult, result);
    _exit(0);
  }

  void wait_for_some() {
    std::vector<pollfd> pipes;
    for (const Worker& worker : running_) pipes.push_back({worker.pipe, POLLIN, 0});
    if (poll(pipes.data(), pipes.size(), kPollMilliseconds) < 0 && errno != EINTR) fail("poll");
    for (std::size_t i = 0; i < pipes.size(); ++i) {
      if (pipes[i].revents != 0) read_from(running_[i]);
    }
    std::erase_if(running_, [](const Worker& worker) { return worker.pipe < 0; });
  }

  void read_from(Worker& worker) {
    std::array<char, 65536> buffer = {};
    const ssize_t size = read(worker.pipe, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) return;
    if (size <= 0) return finish(worker);
    worker.input.append(buffer.data(), static_cast<std::size_t>(size));
    for (std::size_t end = worker.input.find('\n'); end != std::string::npos;
         end = worker.input.find('\n')) {
      take_line(worker, worker.input.substr(0, end));
      worker.input.erase(0, end + 1);
    }
  }

  void take_line(Worker& worker, const std::string& line) {
    if (line[0] == kProgress) {
      progress_[worker.task] = std::stoull(line.substr(1));
    } else {
      worker.done = true;
      progress_[worker.task] = 0;
      listener_.on_result(worker.task, line.substr(1));
    }
  }

  static void finish(Worker& worker) {
    close(worker.pipe);
    worker.pipe = -1;
    int status = 0;
    waitpid(worker.process, &status, 0);
    if (worker.done) return;
    throw WorkerDied(
        WIFSIGNALED(status)
            ? fmt::format("a worker process was killed by signal {}{}", WTERMSIG(status),
                          WTERMSIG(status) == SIGKILL ? " (out of memory?)" : "")
            : fmt::format("a worker process ended with status {}", WEXITSTATUS(status)));
  }

  const std::vector<WorkerTask>& tasks_;
  const unsigned jobs_;
  const WorkerListener& listener_;
  std::vector<std::uint64_t> progress_;
  std::size_t next_ = 0;
  std::vector<Worker> running_;
};

}  // namespace

void run_in_processes(const std::vector<WorkerTask>& tasks, unsigned jobs,
                      const WorkerListener& listener) {
  Workers(tasks, jobs, listener).run();
}

}  // namespace lockstep
