// SPDX-License-Identifier: GPL-2.0-only
// Changes that version 0.1 judged wrongly, because the sides take different steps, or because of
// what the code does outside of shared objects. They have to get the right verdicts with each of
// five seeds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kCases = LOCKSTEP_SOURCE_DIR "/tests/implementations/cases/";

class Case : public ::testing::TestWithParam<unsigned> {
 protected:
  static CommandResult check(const std::string& name, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"check",     "--quiet",
                                          "--variant", implementation_file(name),
                                          "--seed",    std::to_string(GetParam())};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_lockstep(arguments);
  }

  static CommandResult expect_refuted(const std::string& name) {
    CommandResult run = check(name, {"--no-faults", "--stop-at-first"});
    EXPECT_EQ(run.status, 1) << run.output << run.errors;
    EXPECT_THAT(run.output, HasSubstr("\nVerdict  REFUTED by 1 reachable discrepancy\n"));
    return run;
  }

  static CommandResult expect_upheld(const std::string& name) {
    CommandResult run = check(name, {"--runs", "20000"});
    EXPECT_EQ(run.status, 0) << run.output << run.errors;
    EXPECT_THAT(run.output, HasSubstr("\nVerdict  UPHELD within the bounds of the search below: "));
    return run;
  }
};

// A reader without acquire that also takes one harmless extra look.
TEST_P(Case, RaceExtraStepIsRefutedWhereRacesAreWatched) {
  const CommandResult run = expect_refuted("race_extra_step");
  EXPECT_THAT(run.output, HasSubstr("Discrepancy 1: data race, reachable, "));
}

// Two writers of different mms wait in one static variable, and one is never woken.
TEST_P(Case, OneSlotForAllIsRefuted) {
  EXPECT_THAT(expect_refuted("one_slot_for_all").output, HasSubstr("hangs: "));
}

TEST_P(Case, TenReadersWithAnExtraLookIsRefuted) { expect_refuted("ten_readers_extra_look"); }

TEST_P(Case, DetachedOutputUninitialisedIsRefuted) {
  const CommandResult run = expect_refuted("detached_output_uninitialised");
  EXPECT_THAT(run.output, HasSubstr("it depends on what memory held that was never written"));
}

// The picture shows what is claimed.
TEST_P(Case, ReadThenAddIsRefutedByWhatItsPictureShows) {
  const CommandResult run = expect_refuted("read_then_add");
  const std::string picture = run.output.substr(run.output.find("What happens:"));
  EXPECT_THAT(run.output, HasSubstr("\n  read_then_add hangs: "));
  EXPECT_THAT(picture, HasSubstr("! never wakes up"));
}

// A harmless extra store.
TEST_P(Case, OldValueStoredFirstIsUpheld) { expect_upheld("old_value_stored_first"); }

// The part that moved to the callers shows only if enter and exit are called directly.
TEST_P(Case, CleanupByCallersIsUpheldAndShowsWhatIsInternalApart) {
  const CommandResult run = expect_upheld("cleanup_by_callers");
  EXPECT_THAT(lines_with(run.output, ""), Contains(StartsWith("Internal: ")));
}

INSTANTIATE_TEST_SUITE_P(WithSeed, Case, ::testing::Values(1u, 2u, 3u, 4u, 5u));

TEST(CaseOfTwoWriters, HangsAlsoWhenItIsReplayed) {
  const CommandResult run =
      run_lockstep({"explore", "--variant", implementation_file("one_slot_for_all"),
                    std::string(kCases) + "two_writers.txt"});
  EXPECT_EQ(run.status, 1) << run.output << run.errors;
  EXPECT_THAT(run.output, HasSubstr("hangs: "));
}

TEST(CaseOfDetachedOutput, IsRefutedByAProof) {
  const CommandResult run =
      run_lockstep({"prove", "--variant", implementation_file("detached_output_uninitialised"),
                    "--tasks", "1", "--ops", "2", "--quiet"});
  EXPECT_EQ(run.status, 1) << run.output << run.errors;
  EXPECT_THAT(run.output, HasSubstr("it depends on what memory held that was never written"));
}

}  // namespace
}  // namespace lockstep::tests
