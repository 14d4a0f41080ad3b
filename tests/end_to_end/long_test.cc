// SPDX-License-Identifier: GPL-2.0-only
// What shows only over millions of executions.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {
namespace {

/// The number before " pairs of executions,", which have been watched for races.
std::uint64_t watched_pairs(const std::string& report) {
  const std::size_t end = report.find(" pairs of executions,");
  if (end == std::string::npos) return 0;
  std::uint64_t number = 0;
  for (const char c : report.substr(report.rfind(' ', end - 1), end)) {
    if (c == 'p') break;
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

// A race on one side alone would be a discrepancy. The reference itself races in a few programs in
// a million, on both sides alike: where a sequence overflows, and where a reader takes the sequence
// from a second writer, which has stored it without release.
void expect_no_difference(const char* pairs, std::uint64_t watched) {
  const CommandResult run = run_lockstep(
      {"check", "--variant", "before", "--no-faults", "--runs", pairs, "--seed", "2026"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_GE(watched_pairs(run.output), watched) << run.output;
}

TEST(MillionsOfExecutions, OfTheReferenceShowNoDifference) {
  expect_no_difference("5000000", 2'000'000);
}

// The reference in another shape takes other steps, so outcome sets decide, more than a hundred
// times.
TEST(MillionsOfExecutions, OfTheReferenceRestatedShowNoDifference) {
  const CommandResult run = run_lockstep({"check", "--variant", implementation_file("restated"),
                                          "--no-faults", "--runs", "3000000", "--seed", "2026"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
}

TEST(TenMillionExecutions, OfTheReferenceShowNoDifference) {
  expect_no_difference("9000000", 5'000'000);
}

// Ten times as many pairs must not need more memory, except for what the allocator rounds up and
// for the states of small programs, which are kept up to a limit.
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
