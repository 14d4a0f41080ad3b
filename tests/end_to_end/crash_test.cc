// SPDX-License-Identifier: GPL-2.0-only
// Implementations that crash do not take the tool with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;

struct Crash {
  const char* implementation;  // tests/implementations/NAME.c
  const char* kind;
  const char* shown;
  const char* source;  // the line, in that file, of what it does wrong
};

void PrintTo(const Crash& crash, std::ostream* out) { *out << crash.implementation; }

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::error_code none;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    files.push_back(entry.path());
  }
  return files;
}

// Long paths are broken at '_' in text, and may be anywhere in HTML.
std::string without_layout(std::string report) {
  for (const char* const layout : {"\n", " ", "<wbr>"}) {
    const std::string_view part = layout;
    for (std::size_t at = 0; (at = report.find(part)) != std::string::npos;) {
      report.erase(at, part.size());
    }
  }
  return report;
}

int programs_of_the_corpus(const std::string& report) {
  const std::vector<std::string> lines = lines_with(report, "  corpus            ");
  return lines.empty() ? 0 : std::stoi(lines[0].substr(lines[0].find_first_of("0123456789")));
}

class Crashes : public ::testing::TestWithParam<Crash> {
 protected:
  CommandResult check(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {
        "check", "--no-faults", "--config", "DEBUG_VM=off,LOCKDEP=off", "--variant", file()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_lockstep(arguments, folder_.path());
  }

  ~Crashes() override { std::filesystem::remove_all(state_home(folder_.path())); }

  static std::string file() { return implementation_file(GetParam().implementation); }

  TemporaryFolder folder_;
};

TEST_P(Crashes, AreDiscrepanciesAndTheRunGoesOn) {
  const CommandResult run = check({"--runs", "30000"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr(std::string(": ") + GetParam().kind + ", reachable, "));
  EXPECT_THAT(run.output, HasSubstr(GetParam().shown));
  EXPECT_THAT(run.output, HasSubstr(std::string("  source        ") + GetParam().source));
  // The first program of the corpus that kills a writer is the ninth; there are many after it.
  EXPECT_GE(programs_of_the_corpus(run.output), 30) << run.output;
}

TEST_P(Crashes, ShowAgainWhenTheirReproducerIsReplayed) {
  const CommandResult run = check({"--runs", "30000", "--stop-at-first"});
  folder_.add("crash.txt", first_reproducer(run.output));
  const CommandResult replay =
      run_lockstep({"replay", "--variant", file(), "crash.txt"}, folder_.path());
  EXPECT_EQ(replay.status, 1) << replay.errors;
  EXPECT_THAT(replay.output, HasSubstr(GetParam().shown));
}

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, Crashes,
    ::testing::Values(
        Crash{"null_dereference", "crash", "bad memory access in",
              "tests/implementations/null_dereference.c:12"},
        Crash{"calls_abort", "crash", "abort in", "tests/implementations/calls_abort.c:12"},
        // Where in its loop it is stopped varies: this is the last access before that.
        Crash{"endless_loop", "crash", "endless loop in", "reference/vma_lock/before.c:12"},
        Crash{"endless_steps", "hang", "runs out of steps",
              "tests/implementations/endless_steps.c:10"},
        Crash{"stack_overflow", "crash", "stack overflow in",
              "tests/implementations/stack_overflow.c:1"},
        Crash{"deadlock", "hang", "writer sleeps in", "tests/implementations/deadlock.c:11"}),
    [](const auto& tested) { return tested.param.implementation; });

TEST_P(Crashes, LeaveTheirProgramAndScheduleInAFileOfTheUserAndSayWhere) {
  const CommandResult run =
      check({"--runs",   "30000", "--stop-at-first", "--format", "text",     "--output",
             "-",  //
             "--format", "mail",  "--output",        "mail",     "--format", "html",
             "--output", "html",  "--format",        "json",     "--output", "json",
             "--format", "junit", "--output",        "junit",    "--format", "sarif",
             "--output", "sarif"});
  const auto saved = files_in(state_home(folder_.path()) / "lockstep");
  ASSERT_THAT(saved, SizeIs(1));
  EXPECT_THAT(saved[0].filename().string(), MatchesRegex("lockstep-[0-9a-f]{16}[.]txt"));
  EXPECT_EQ(content_of(saved[0]), first_reproducer(run.output));
  std::vector<std::string> reports = {run.output};
  for (const auto& file : files_in(folder_.path())) reports.push_back(content_of(file));
  EXPECT_THAT(reports, SizeIs(6));  // and nothing else was left there
  for (const std::string& report : reports) {
    EXPECT_THAT(without_layout(report), HasSubstr(saved[0].string()));
  }
}

TEST_P(Crashes, AreSavedWhereTheUserWantsThem) {
  const CommandResult run = check({"--runs", "30000", "--stop-at-first", "--save", "here"});
  EXPECT_THAT(files_in(folder_.path() / "here"), Not(IsEmpty()));
  EXPECT_THAT(files_in(state_home(folder_.path())), IsEmpty());
}

TEST(Crash, ThatCannotBeSavedIsReportedAllTheSame) {
  const TemporaryFolder folder;
  const CommandResult run = run_command(
      {.words = {"/bin/sh", "-c", "unset HOME XDG_STATE_HOME; exec \"$0\" \"$@\"", built_command(),
                 "check", "--no-faults", "--stop-at-first", "--runs", "30000", "--config",
                 "DEBUG_VM=off,LOCKDEP=off", "--variant", implementation_file("calls_abort")},
       .folder = folder.path(),
       .environment = {}});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr(": crash, reachable, "));
  EXPECT_THAT(run.output, Not(HasSubstr("\n  saved ")));
  EXPECT_EQ(run.errors,
            "lockstep: note: a crash is not saved: neither XDG_STATE_HOME nor HOME names a "
            "folder\n");
  EXPECT_THAT(files_in(folder.path()), IsEmpty());
}

// No CPU time passes, so a watchdog of CPU time alone would wait for ever.
TEST(Crash, ByWaitingOutsideTheKernelIsNoticed) {
  const TemporaryFolder folder;
  for (const char* const way : {"SLEEP", "MUTEX", "READ"}) {
    const CommandResult run =
        run_lockstep({"check", "--no-faults", "--quiet", "--stop-at-first", "--time", "3s",
                      "--config", "DEBUG_VM=off,LOCKDEP=off", "--variant",
                      implementation_file(std::string("blocks_") + way)},
                     folder.path());
    EXPECT_EQ(run.status, 1) << run.errors;
    EXPECT_THAT(run.output,
                HasSubstr("crashes: blocks outside the kernel in vma_start_write_killable 0"));
  }
  std::filesystem::remove_all(state_home(folder.path()));
}

/// How long a check takes, in seconds of wall-clock time.
double seconds_of_check(const std::vector<std::string>& more) {
  const TemporaryFolder folder;
  std::vector<std::string> arguments = {"check", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto start = std::chrono::steady_clock::now();
  const CommandResult run = run_lockstep(arguments, folder.path());
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(run.status, 1) << run.errors;
  std::filesystem::remove_all(state_home(folder.path()));
  return time.count();
}

// The time includes reductions and notes. A busy machine may need twice as long as asked for;
// before, it took 15 times as long.
TEST(Crash, ByAnEndlessLoopTakesNoMoreTimeThanThereIs) {
  EXPECT_LT(seconds_of_check({"--time", "4s", "--variant", implementation_file("endless_loop")}),
            8);
  EXPECT_LT(seconds_of_check({"--time", "4s"}), 8);
}

// ThreadSanitizer gives up where others crash.
TEST(Crash, ByAJumpToNowhereIsNoVerdictOfUpheld) {
  const TemporaryFolder folder;
  const CommandResult run =
      run_lockstep({"check", "--no-faults", "--quiet", "--runs", "30000", "--config",
                    "DEBUG_VM=off,LOCKDEP=off", "--variant", implementation_file("jumps_nowhere")},
                   folder.path());
  if (has_thread_sanitizer()) {
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.output, IsEmpty());
    EXPECT_EQ(run.errors, "lockstep: ThreadSanitizer gave up: can't find longjmp buf\n");
  } else {
    EXPECT_EQ(run.status, 1) << run.errors;
    EXPECT_THAT(run.output, HasSubstr(": crash, reachable, "));
  }
  std::filesystem::remove_all(state_home(folder.path()));
}

}  // namespace
}  // namespace lockstep::tests
