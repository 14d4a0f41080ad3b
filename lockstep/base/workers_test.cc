// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/workers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <new>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using Why = WorkersEnd::Why;

using Tell = std::function<void(std::uint64_t)>;

WorkerTask task(std::function<std::string()> work) {
  return {[work = std::move(work)](const Tell& /*tell*/) { return work(); }};
}

class WorkersTest : public ::testing::Test {
 protected:
  WorkersEnd run(const std::vector<WorkerTask>& tasks, unsigned jobs = 2) {
    WorkerListener listener;
    listener.on_result = [this](std::size_t number, const std::string& result) {
      EXPECT_TRUE(results_.emplace(number, result).second);
    };
    listener.on_progress = [](const std::vector<std::uint64_t>&) {};
    listener.should_stop = [this] { return stops_; };
    return run_in_processes(tasks, jobs, listener);
  }

  /// In a worker: whether this is the first time that it is called.
  bool is_first_time() const {
    const auto mark = folder_.path() / "was_here";
    const bool first = !std::filesystem::exists(mark);
    std::ofstream(mark) << "yes\n";
    return first;
  }

  const TemporaryFolder folder_;
  std::map<std::size_t, std::string> results_;
  bool stops_ = false;
};

TEST_F(WorkersTest, GiveTheResultOfEveryTask) {
  for (const unsigned jobs : {1u, 2u, 7u}) {
    results_.clear();
    std::vector<WorkerTask> tasks;
    for (int i = 0; i < 5; ++i) tasks.push_back(task([i] { return std::to_string(i * i); }));
    EXPECT_EQ(run(tasks, jobs).why, Why::kDone);
    EXPECT_EQ(results_, (std::map<std::size_t, std::string>{
                            {0, "0"}, {1, "1"}, {2, "4"}, {3, "9"}, {4, "16"}}));
  }
}

TEST_F(WorkersTest, DoATaskAgainWhoseProcessIsKilled) {
  const auto killed_once = task([this] {
    if (is_first_time()) raise(SIGKILL);
    return std::string("done");
  });
  EXPECT_EQ(run({killed_once, task([] { return std::string("other"); })}).why, Why::kDone);
  EXPECT_EQ(results_, (std::map<std::size_t, std::string>{{0, "done"}, {1, "other"}}));
}

// Each way to end without a result, and without a mistake of ours.
TEST_F(WorkersTest, GiveATaskUpWhoseProcessIsLostEachTime) {
  const std::vector<std::pair<std::function<std::string()>, std::string>> ways = {
      {[]() -> std::string { return raise(SIGKILL), ""; },
       "a worker process was killed by SIGKILL (out of memory?), 3 times in a row"},
      {[]() -> std::string { return raise(SIGXCPU), ""; },
       "a worker process was killed by SIGXCPU, 3 times in a row"},
      {[]() -> std::string { throw std::bad_alloc(); },
       "a worker process ran out of memory, 3 times in a row"},
      {[]() -> std::string { _exit(0); },
       "a worker process was ended with status 0 by the code under test, 3 times in a row"}};
  for (const auto& [way, text] : ways) {
    const WorkersEnd end = run({task(way)});
    EXPECT_EQ(end.why, Why::kLost);
    EXPECT_EQ(end.text, text);
    EXPECT_THAT(results_, IsEmpty());
  }
}

TEST_F(WorkersTest, LeaveSignalsThatAskToEndToTheirCaller) {
  const auto signalled = task([] {
    for (const int ending : {SIGINT, SIGTERM, SIGHUP}) raise(ending);
    return std::string("done");
  });
  EXPECT_EQ(run({signalled}).why, Why::kDone);
  EXPECT_EQ(results_.at(0), "done");
}

TEST_F(WorkersTest, TellOfMistakesOfOurs) {
  const auto crashes = task([]() -> std::string { return raise(SIGABRT), ""; });
  EXPECT_THROW(run({crashes}), WorkerFailed);
  const auto throws = task([]() -> std::string { throw std::logic_error("two\nlines"); });
  try {
    run({throws});
    FAIL();
  } catch (const WorkerFailed& failed) {
    EXPECT_STREQ(failed.what(), "two lines");
  }
}

TEST_F(WorkersTest, DoNothingMoreWhenTheyShouldStop) {
  stops_ = true;
  EXPECT_EQ(run({task([] { return std::string("never"); })}).why, Why::kStopped);
  EXPECT_THAT(results_, IsEmpty());
}

/// While it exists, nothing can be opened.
class NoFiles {
 public:
  NoFiles() {
    getrlimit(RLIMIT_NOFILE, &old_);
    rlimit none = old_;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
  }
  NoFiles(const NoFiles&) = delete;
  NoFiles& operator=(const NoFiles&) = delete;
  ~NoFiles() { setrlimit(RLIMIT_NOFILE, &old_); }

 private:
  rlimit old_;
};

TEST_F(WorkersTest, SayThatNoneCanBeStarted) {
  // Before there are no files, which UndefinedBehaviorSanitizer takes to look at an object at
  // first.
  EXPECT_EQ(run({task([] { return std::string("once"); })}).why, Why::kDone);
  const WorkersEnd end = [this] {
    const NoFiles no_files;
    return run({task([] { return std::string("never"); })});
  }();
  EXPECT_EQ(end.why, Why::kNoProcess);
  EXPECT_THAT(end.text, StartsWith("no worker process can be started: "));
  EXPECT_THAT(end.text, HasSubstr("Too many open files"));
}

}  // namespace
}  // namespace lockstep
