// SPDX-License-Identifier: GPL-2.0-only
// Implementations that use the words of the compiler and of C, and a lock of their own, where the
// kernel has words for it: tests/implementations/own_words.c.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

CommandResult run_on(const std::string& how, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(),
                   {"--quiet", "--variant", implementation_file("own_words_" + how)});
  return run_lockstep(arguments);
}

CommandResult prove(const std::string& how) {
  return run_on(how, {"prove", "--tasks", "2", "--ops", "2"});
}

class OwnWords : public ::testing::TestWithParam<const char*> {};

TEST_P(OwnWords, AreProvedLikeAnyOther) {
  const CommandResult run = prove(GetParam());
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output,
              HasSubstr("Verdict  UPHELD: no difference in any of the 120,408 programs"));
  EXPECT_THAT(run.output, HasSubstr(" states for data races"));
}

TEST_P(OwnWords, AreCheckedLikeAnyOther) {
  const CommandResult run = run_on(GetParam(), {"check", "--runs", "20000"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
}

INSTANTIATE_TEST_SUITE_P(WithoutAMistake, OwnWords, ::testing::Values("ATOMICS", "SPINS"));

TEST(OwnWord, OfTheWrongOrderIsARace) {
  const CommandResult run = prove("RELAXED");
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("read and atomic write of vma 0 vm_lock_seq race"));
}

// One file: in ci/test, with ThreadSanitizer and without.
TEST(OwnWord, OfTheWrongOrderIsARaceInEveryBuildThatLoadsIt) {
  const std::vector<std::string> check = {"check", "--runs", "20000", "--variant",
                                          implementation_file("own_words_RELAXED")};
  for (const std::string& command : {built_command(), own_command()}) {
    std::vector<std::string> words = {command};
    words.insert(words.end(), check.begin(), check.end());
    const CommandResult run = run_command({.words = words});
    EXPECT_EQ(run.status, 1) << run.errors;
    EXPECT_THAT(lines_with(run.output, "Discrepancy 1: data race, reachable"), SizeIs(1))
        << command;
  }
}

TEST(OwnWord, OfALockThatIsLeftTooEarlyIsARace) {
  const CommandResult run = prove("LEAVES");
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("read and write of static counted race"));
}

TEST(OwnWord, ThatCountsCallsAndFailsIsFound) {
  const CommandResult run = run_on("COUNTS", {"check", "--stop-at-first"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr(": return code, reachable, "));
}

}  // namespace
}  // namespace lockstep::tests
