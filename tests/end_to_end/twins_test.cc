// SPDX-License-Identifier: GPL-2.0-only
// Step-changing twins of seeded bugs, and harmless rewrites: each of them takes other steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// Together these programs reach everything that seeded bugs and rewrites change.
constexpr std::array<const char*, 10> kPrograms = {"write_lock_waits_for_two_readers",
                                                   "detach_waits_for_a_reader_passing_by",
                                                   "killed_while_waiting_for_a_reader",
                                                   "detach_and_attach_again",
                                                   "read_lock_under_mmap_lock",
                                                   "reused_by_another_mm",
                                                   "downgrade_lets_readers_in",
                                                   "mmap_lock_killable",
                                                   "attach_a_detached_vma",
                                                   "fault_wait_fails_as_the_last_reader_leaves"};

// The names of the C files of a folder in variants/.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(LOCKSTEP_SOURCE_DIR "/variants/vma_lock/" + folder)) {
    if (entry.path().extension() == ".c") names.push_back(entry.path().stem());
  }
  std::ranges::sort(names);
  return names;
}

bool is_step(std::string_view text) {
  constexpr std::array<std::string_view, 5> kAccesses = {"read ", "write ", "update ",
                                                         "about to sleep", "wake "};
  return std::ranges::any_of(
      kAccesses, [&](std::string_view access) { return text.substr(0, access.size()) == access; });
}

// The steps of one side of a replay. A step that was too long for its column goes on below it,
// which is left out here.
std::vector<std::string> steps_of(const std::string& replay, bool right) {
  std::vector<std::string> steps;
  for (const std::string& row : lines_with(replay, "|")) {
    const std::size_t middle = row.find('|');
    const std::string side = right ? row.substr(middle + 1) : row.substr(0, middle);
    const std::size_t begin = std::min(side.find_first_not_of(' '), side.size());
    const std::size_t end = side.find_last_not_of(' ') + 1;
    if (const std::string text = side.substr(begin, end - begin); is_step(text)) {
      steps.push_back(text);
    }
  }
  return steps;
}

// Whether one program makes them take other steps. For an implementation that shares memory of its
// own between its tasks, replay does not show where it differs, but ends with exit status 4.
bool takes_other_steps(const std::string& reference, const std::string& variant) {
  return std::ranges::any_of(kPrograms, [&](const char* program) {
    const CommandResult run =
        run_lockstep({"replay", "--steps", "--reference", reference, "--variant", variant,
                      LOCKSTEP_SOURCE_DIR "/corpus/seeds/" + std::string(program) + ".txt"});
    EXPECT_NE(run.status, 2) << run.errors;
    return run.status == 4 || steps_of(run.output, false) != steps_of(run.output, true);
  });
}

std::string file_in(const std::string& folder, const std::string& name) {
  return built_file("variants/vma_lock/" + folder + "/" + name + ".so");
}

// In two halves, for two processors.
class HalfOfTwins : public ::testing::TestWithParam<std::size_t> {};

TEST_P(HalfOfTwins, TakesOtherSteps) {
  const std::vector<std::string> all = names_in("mutants");
  std::vector<std::string> same;
  for (std::size_t i = GetParam(); i < all.size(); i += 2) {
    if (!takes_other_steps(file_in("mutants", all[i]), file_in("twins", all[i]))) {
      same.push_back(all[i]);
    }
  }
  EXPECT_THAT(same, IsEmpty());
}

// Those that take more pairs than a daily test can run.
constexpr std::array<std::string_view, 6> kTakeMore = {
    "attach_stores_again",    "put_does_not_acquire", "read_lock_does_not_acquire",
    "read_lock_ignores_flag", "reuse_copies_count",   "signal_checked_after_wake_up"};

// With one more harmless look in the code that has the mistake.
TEST_P(HalfOfTwins, IsKilledAsTheMutantsAre) {
  const std::vector<std::string> all = names_in("mutants");
  std::vector<std::string> arguments = {
      "mutants",   "--mutants", built_file("variants/vma_lock/twins"), "--runs", "20000",
      "--no-time", "--quiet"};
  for (std::size_t i = GetParam(); i < all.size(); i += 2) {
    if (std::ranges::find(kTakeMore, all[i]) == kTakeMore.end()) arguments.push_back(all[i]);
  }
  const TemporaryFolder folder;  // for reproducers of hangs
  const CommandResult run = run_lockstep(arguments, folder.path());
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, Not(HasSubstr("SURVIVED")));
}

INSTANTIATE_TEST_SUITE_P(SeededBugs, HalfOfTwins, ::testing::Values(0u, 1u));

// The reference has this race, too, where operations overlap: there the writer believes that the
// VMA is write-locked, because its sequence has overflowed.
TEST(Twins, RaceWhereOperationsComeOneAfterTheOtherAndTheReferenceDoesNot) {
  const std::string program =
      LOCKSTEP_SOURCE_DIR "/corpus/seeds/sequence_overflow_and_a_reader_in_between.txt";
  const CommandResult replay = run_lockstep(
      {"replay", "--variant", file_in("twins", "read_lock_does_not_acquire"), program});
  EXPECT_EQ(replay.status, 1) << replay.output << replay.errors;
  EXPECT_THAT(replay.output, HasSubstr("They differ: data race, "));
  EXPECT_THAT(replay.output, HasSubstr("in the same order"));
  const CommandResult check =
      run_lockstep({"check", "--quiet", "--no-faults", "--stop-at-first", "--variant",
                    file_in("twins", "read_lock_does_not_acquire")});
  EXPECT_EQ(check.status, 1) << check.output << check.errors;
  EXPECT_THAT(check.output, HasSubstr("in the same order"));
}

TEST(Twins, AreSeenToTakeOtherStepsOnlyIfTheyDo) {
  const std::string mutant = file_in("mutants", "wake_up_lost");
  EXPECT_FALSE(takes_other_steps(mutant, mutant));
}

TEST(HarmlessRewrites, AreUpheld) {
  for (const std::string& name : names_in("harmless")) {
    const CommandResult run = run_lockstep({"check", "--quiet", "--no-faults", "--runs", "12000",
                                            "--variant", file_in("harmless", name)});
    EXPECT_EQ(run.status, 0) << name << run.output << run.errors;
  }
}

TEST(HarmlessRewrites, TakeOtherSteps) {
  std::vector<std::string> same;
  const std::vector<std::string> all = names_in("harmless");
  EXPECT_THAT(all, SizeIs(testing::Ge(12u)));
  for (const std::string& name : all) {
    if (!takes_other_steps("before", file_in("harmless", name))) same.push_back(name);
  }
  EXPECT_THAT(same, IsEmpty());
}

}  // namespace
}  // namespace lockstep::tests
