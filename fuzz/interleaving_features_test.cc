// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/interleaving_features.h"

#include <gtest/gtest.h>

#include <set>

#include "lockstep/exec/executor.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

using Features = std::set<std::uint32_t>;

class Harness {
 public:
  Features of(std::string_view text, FeedbackKinds kinds = {}, bool is_variant = false) {
    const Program program = parse_program(text);
    ScriptedScheduler scheduler(program.schedule);
    return run(program, scheduler, kinds, is_variant);
  }

  Features run(const Program& program, Scheduler& scheduler, FeedbackKinds kinds,
               bool is_variant = false) {
    executor_.run(program, *find_implementation("before"), scheduler, shown_);
    InterleavingFeatures features(*executor_.objects(), kinds);
    Features marked;
    features.collect(shown_, is_variant, [&](std::uint32_t feature) { marked.insert(feature); });
    return marked;
  }

 private:
  Executor executor_;
  Observation shown_;
};

constexpr FeedbackKinds kReadsFrom = {.reads_from = true, .states = false};
constexpr FeedbackKinds kStates = {.reads_from = false, .states = true};

constexpr const char* kReaderFirst =
    "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\nschedule: a* b*\n";
constexpr const char* kInTurn =
    "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\nschedule: a*4 b*4 a* b*\n";

TEST(InterleavingFeatures, AreNoneOfReadsIfNobodyReadsWhatAnotherWrote) {
  Harness harness;
  EXPECT_TRUE(
      harness.of("vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n", kReadsFrom).empty());
}

TEST(InterleavingFeatures, OfReadsDependOnWhichWriteWasSeen) {
  Harness harness;
  const Features one = harness.of(kReaderFirst, kReadsFrom);
  const Features other = harness.of(kInTurn, kReadsFrom);
  EXPECT_FALSE(one.empty());
  EXPECT_NE(one, other);
}

TEST(InterleavingFeatures, OfStatesDependOnResultsAndNotOnTheOrderOfSteps) {
  Harness harness;
  const Features locked = harness.of("vma 0 attached\ntask a: vma_start_read 0\n", kStates);
  const Features detached = harness.of("vma 0 detached\ntask a: vma_start_read 0\n", kStates);
  EXPECT_NE(locked, detached);
  EXPECT_EQ(locked, harness.of("vma 0 attached\ntask a: vma_start_read 0\ntask b:\n", kStates));
}

TEST(InterleavingFeatures, AreTheSameForTheSameExecutionAndOthersForTheOtherSide) {
  Harness harness;
  EXPECT_EQ(harness.of(kInTurn), harness.of(kInTurn));
  EXPECT_NE(harness.of(kInTurn), harness.of(kInTurn, {}, true));
}

TEST(InterleavingFeatures, StayBelowTheirNumberAndLeaveRoomForMore) {
  Harness harness;
  Random random(41);
  Features reads_from;
  Features states;
  for (unsigned i = 0; i < 30'000; ++i) {
    const Program program = generate_program(random, {});
    RandomScheduler scheduler(random.next());
    for (const auto feature : harness.run(program, scheduler, {})) {
      ASSERT_LT(feature, kFeatures);
      (feature < kReadsFromFeatures ? reads_from : states).insert(feature);
    }
  }
  // With more features, different ones would collide too often; fewer would tell a fuzzer nothing.
  EXPECT_GT(reads_from.size(), 300u);
  EXPECT_LT(reads_from.size(), kReadsFromFeatures / 2);
  EXPECT_GT(states.size(), 80u);
  EXPECT_LT(states.size(), kStateFeatures / 2);
}

}  // namespace
}  // namespace lockstep
