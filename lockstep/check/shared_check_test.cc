// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/check/check.h"
#include "lockstep/check/share_result.h"
#include "lockstep/program/text.h"
#include "tests/check_result_text.h"
#include "tests/made_up_implementation.h"
#include "tests/uninitialised.h"

namespace lockstep {
namespace {

CheckOptions pairs(std::uint64_t runs) {
  CheckOptions options;
  options.runs = runs;
  options.corpus = {{"one", parse_program("vma 0 attached\ntask a: vma_start_read 0")}};
  return options;
}

CheckResult run(const lockstep_implementation& variant, const CheckOptions& options, unsigned jobs,
                const CheckListener& listener = {}) {
  return check_in_shares(before(), variant, options, jobs, listener);
}

TEST(Shares, HaveAllPairsBetweenThem) {
  for (const std::uint64_t pairs :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{100'003}, UINT64_MAX}) {
    std::uint64_t sum = 0;
    for (unsigned i = 0; i < kShares; ++i) sum += Share{i, kShares}.part_of(pairs);
    EXPECT_EQ(sum, pairs);
  }
}

TEST(SharedCheck, GivesTheSameResultHoweverManyProcessesThereAre) {
  for (const std::uint64_t seed : {1u, 2u}) {
    CheckOptions options = pairs(20'000);
    options.seed = seed;
    const std::string one = text_of(run(before_that_warns(), options, 1));
    for (const unsigned jobs : {2u, 5u, 16u})
      EXPECT_EQ(text_of(run(before_that_warns(), options, jobs)), one);
  }
}

TEST(SharedCheck, UpholdsTheReferenceAgainstItselfInAllSearches) {
  const CheckResult result = run(before(), pairs(50'000), 2);
  EXPECT_EQ(result.verdict, Verdict::kUpheld);
  EXPECT_EQ(result.pairs(), 50'000u);
  EXPECT_EQ(result.corpus.programs, kAllConfigurations.size());
  EXPECT_EQ(result.corpus.complete, result.corpus.programs);
  ASSERT_GE(result.small_programs.size(), 1u);
  EXPECT_TRUE(result.small_programs[0].all);
  EXPECT_EQ(result.small_programs[0].totals.programs, 26 * kAllConfigurations.size());
  EXPECT_GT(result.random.programs, 100u);
}

TEST(SharedCheck, ReportsADiscrepancyThatAllSharesFindOnce) {
  std::vector<std::string> told;
  CheckListener listener;
  listener.on_found = [&](const Discrepancy& found) {
    told.push_back(found.difference.fingerprint());
  };
  const CheckResult result = run(before_that_warns(), pairs(20'000), 2, listener);
  EXPECT_EQ(result.verdict, Verdict::kRefuted);
  ASSERT_EQ(result.reachable.size(), 1u);
  EXPECT_EQ(result.reachable.front().difference.kind(), DifferenceKind::kWarning);
  EXPECT_EQ(told.size(),
            result.reachable.size() + result.internal.size() + result.out_of_contract.size());
}

TEST(SharedCheck, StopsAtTheSameFirstDiscrepancyHoweverManyProcessesThereAre) {
  CheckOptions options = pairs(1'000'000);
  options.stop_at_first = true;
  const CheckResult one = run(before_that_warns(), options, 1);
  EXPECT_EQ(one.reachable.size(), 1u);
  EXPECT_FALSE(one.interrupted);
  EXPECT_LT(one.pairs(), 100'000u);
  EXPECT_EQ(text_of(run(before_that_warns(), options, 4)), text_of(one));
}

TEST(SharedCheck, CountsHowOftenWhatIsKnownWasMet) {
  const CheckResult found = run(before_that_warns(), pairs(20'000), 2);
  ASSERT_FALSE(found.reachable.empty());
  CheckOptions options = pairs(20'000);
  options.known =
      KnownDiscrepancies::parse(found.reachable.front().difference.fingerprint(), "list");
  const CheckResult result = run(before_that_warns(), options, 2);
  EXPECT_TRUE(result.reachable.empty());
  EXPECT_GT(result.known.times(), 100u);
}

TEST(SharedCheck, EndsWithWhatItHasWhenItIsInterrupted) {
  CheckOptions options = pairs(std::uint64_t{1} << 60);
  bool asked = false;
  CheckListener listener;
  listener.on_progress = [&](const Progress& progress) { asked |= progress.pairs >= 1'000; };
  options.interrupted = [&] { return asked; };
  const CheckResult result = run(before(), options, 2, listener);
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(result.verdict, Verdict::kInconclusive);
  EXPECT_GE(result.pairs(), 1'000u);
}

}  // namespace
}  // namespace lockstep
