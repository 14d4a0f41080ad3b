// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/witness.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

/// Looks for the warning that the made-up variant gives if a reader leaves while there is another.
class WarningSearch {
 public:
  explicit WarningSearch(WitnessLimits limits = {}) : limits_(std::move(limits)) {}

  std::optional<Witness> find(const std::string& text) {
    return search().find(parse_program(text));
  }
  std::optional<Witness> find_shortest(const std::string& text) {
    return search().find_shortest(parse_program(text));
  }
  std::optional<Witness> find_under_own_schedule(const std::string& text) {
    return search().find_under_own_schedule(parse_program(text));
  }

 private:
  WitnessSearch search() {
    return {pair_,
            std::make_unique<LockstepDemonstration>(pair_, limits_.explore_limits(),
                                                    DifferenceKind::kWarning),
            "", limits_};
  }

  const WitnessLimits limits_;
  const lockstep_implementation reference_ = before();
  const lockstep_implementation variant_ = before_that_warns();
  Executor executor_;
  PairRunner pair_{executor_, reference_, variant_};
};

const std::string kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n";

std::string schedule_of(const std::optional<Witness>& witness) {
  if (!witness) return "none";
  const Program& program = witness->discrepancy.reproducer;
  return print_schedule(program, program.schedule);
}

TEST(WitnessSearch, TakesTheProgramsOwnScheduleIfThatShowsTheDifference) {
  WarningSearch search;
  const std::string overlapping = kTwoReaders + "schedule: a*4 b*4 a* b*\n";
  EXPECT_EQ(schedule_of(search.find_under_own_schedule(overlapping)), "a*4 b*4 a* b*");
  EXPECT_EQ(schedule_of(search.find(overlapping)), "a*4 b*4 a* b*");
  EXPECT_EQ(schedule_of(search.find_under_own_schedule(kTwoReaders + "schedule: a* b*\n")), "none");
}

// Without a preemption the readers come one after the other; with one, the second runs to its end
// while the first is in.
TEST(WitnessSearch, FindsAScheduleWithFewPreemptions) {
  WarningSearch search;
  const auto witness = search.find(kTwoReaders + "schedule: a* b*\n");
  ASSERT_TRUE(witness);
  EXPECT_EQ(witness->discrepancy.reproducer.schedule.size(), 3u) << schedule_of(witness);
  EXPECT_FALSE(witness->steps.empty());
}

// What follows by itself is not said.
TEST(WitnessSearch, FindsTheShortestSchedule) {
  WarningSearch search;
  const auto witness = search.find_shortest(kTwoReaders + "schedule: a*4 b*4 a* b*\n");
  ASSERT_TRUE(witness);
  EXPECT_LE(witness->discrepancy.reproducer.schedule.size(), 2u) << schedule_of(witness);
  EXPECT_TRUE(search.find_under_own_schedule(print_program(witness->discrepancy.reproducer)));
}

TEST(WitnessSearch, FindsNothingInAProgramThatNeverShowsIt) {
  WarningSearch search;
  const std::string one_reader = "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n";
  EXPECT_EQ(schedule_of(search.find(one_reader)), "none");
  EXPECT_EQ(schedule_of(search.find_shortest(one_reader)), "none");
}

TEST(WitnessSearch, FindsNothingOnceItIsStopped) {
  WitnessLimits limits;
  limits.stop = [] { return true; };
  WarningSearch search(limits);
  EXPECT_EQ(schedule_of(search.find(kTwoReaders + "schedule: a*4 b*4 a* b*\n")), "none");
}

}  // namespace
}  // namespace lockstep
