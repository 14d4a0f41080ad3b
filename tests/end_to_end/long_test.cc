// SPDX-License-Identifier: GPL-2.0-only
// What shows only over millions of executions.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {
namespace {

// A report on one side alone would be a discrepancy, but the same reports on both would not.
void expect_no_race(const char* pairs, const char* watched) {
  const CommandResult run = run_lockstep(
      {"check", "--variant", "before", "--no-faults", "--runs", pairs, "--seed", "2026"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_NE(run.output.find(std::string("in ") + watched + " pairs of executions, seen in none"),
            std::string::npos)
      << run.output;
}

TEST(MillionsOfExecutions, OfTheReferenceShowNoDifferenceAndNoRace) {
  expect_no_race("1500000", "829,408");
}

// More than 10 million executions of `before` that ThreadSanitizer watches.
TEST(TenMillionExecutions, OfTheReferenceShowNoDifferenceAndNoRace) {
  expect_no_race("7500000", "5,080,055");
}

// Ten times as many pairs must not need more memory, but for what the allocator rounds and for the
// states of small programs, which are kept up to a limit.
TEST(ManyExecutions, NeedNoMoreMemoryThanFew) {
  const auto peak = [](const char* pairs) {
    return run_lockstep({"check", "--variant", "merged", "--no-faults", "--runs", pairs})
        .peak_memory_kibibytes;
  };
  const long few = peak("1000000");
  const long many = peak("10000000");
  RecordProperty("peak_kibibytes_1_million_pairs", static_cast<int>(few));
  RecordProperty("peak_kibibytes_10_million_pairs", static_cast<int>(many));
  const long for_small_programs = 64L * 1024;
  EXPECT_LE(many, few + few / 20 + 1024 + for_small_programs);
}

}  // namespace
}  // namespace lockstep::tests
