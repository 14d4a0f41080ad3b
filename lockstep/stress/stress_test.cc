// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/stress.h"

#include <gmock/gmock.h>

#include "lockstep/exec/race_reports.h"
#include "tests/implementations/made_up.h"
#include "tests/stress_fixture.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

void ignore_progress(const StressProgress& /*progress*/) {}

StressOptions options_for(const lockstep_implementation& implementation, std::string_view text) {
  StressOptions options;
  options.implementations = {&implementation};
  options.programs = {{"program", parse_program(text)}};
  options.iterations = 50;
  return options;
}

StressedImplementation stress_one(const StressOptions& options) {
  return stress(options, ignore_progress).implementations.at(0);
}

LeftOutReason reason_for(const lockstep_implementation& implementation, std::string_view text,
                         std::size_t memory = StressOptions{}.memory) {
  StressOptions options = options_for(implementation, text);
  options.memory = memory;
  const StressedImplementation stressed = stress_one(options);
  EXPECT_THAT(stressed.programs, IsEmpty());
  EXPECT_THAT(stressed.left_out, SizeIs(1));
  EXPECT_EQ(stressed.left_out.at(0).name, "program");
  return stressed.left_out.at(0).reason;
}

constexpr std::string_view kReader = "vma 0 attached\ntask reader: vma_start_read 0\n";

TEST(Stress, CountsWhatWasExploredAndWhatWasReached) {
  StressOptions options = options_for(before(), kReader);
  options.implementations.push_back(find_implementation("v3"));
  options.programs.push_back({"none", parse_program("vma 0 attached\ntask a:\n")});
  const StressResult result = stress(options, ignore_progress);
  EXPECT_EQ(result.watched_races, has_thread_sanitizer());
  ASSERT_THAT(result.implementations, SizeIs(2));
  for (const StressedImplementation& stressed : result.implementations) {
    EXPECT_THAT(stressed.left_out, IsEmpty());
    ASSERT_THAT(stressed.programs, SizeIs(2));
    for (const StressedProgram& program : stressed.programs) {
      EXPECT_EQ(program.iterations, 50u);
      EXPECT_EQ(program.explored, 1u);
      EXPECT_EQ(program.reached, 1u);
      EXPECT_FALSE(program.outside.has_value());
      EXPECT_THAT(program.races, IsEmpty());
    }
  }
}

TEST(Stress, LeavesOutWhatCannotBeCompared) {
  EXPECT_EQ(reason_for(before(), "vma 0 attached\ntask a: fault_put 0\n"), LeftOutReason::kFault);
  EXPECT_EQ(reason_for(before(), "mm 0 sequence 4294967294\nvma 0 attached\ntask a: read_data 0\n"),
            LeftOutReason::kRaces);
  EXPECT_EQ(reason_for(before_without(&lockstep_implementation::vma_start_read), kReader),
            LeftOutReason::kLacking);
  EXPECT_EQ(reason_for(before(),
                       "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n"
                       "task b: vma_start_read 0; vma_end_read 0\n"
                       "task c: mmap_write_lock; vma_start_write 0\n",
                       1),
            LeftOutReason::kTooLarge);
  EXPECT_EQ(reason_for(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_spins),
                       kReader),
            LeftOutReason::kNotExplorable);
  EXPECT_EQ(reason_for(before_with(&lockstep_implementation::vma_start_read_locked,
                                   made_up_start_read_locked_crashes),
                       "vma 0 detached\ntask a: mmap_read_lock; vma_start_read_locked 0\n"),
            LeftOutReason::kCrashes);
}

// Not the same on threads as where it was explored, as if the model were wrong.
vm_area_struct* fail_on_threads(mm_struct* mm, vm_area_struct* vma) {
  return Executor::exists() ? before().vma_start_read(mm, vma) : nullptr;
}

TEST(Stress, FindsThatTheModelIsWrong) {
  const auto differs = before_with(&lockstep_implementation::vma_start_read, fail_on_threads);
  const StressedImplementation stressed = stress_one(options_for(differs, kReader));
  ASSERT_THAT(stressed.programs, SizeIs(1));
  const StressedProgram& program = stressed.programs[0];
  ASSERT_TRUE(program.outside.has_value());
  EXPECT_TRUE(program.shows_model_bug());
  EXPECT_EQ(program.reached, 0u);
  EXPECT_EQ(program.outside->iteration, 0u);
  EXPECT_EQ(program.outside->times, 50u);
  EXPECT_EQ(program.outside->shown.operations.at(0).result, 0);
  ASSERT_TRUE(program.outside->nearest.has_value());
  EXPECT_EQ(program.outside->nearest->operations.at(0).result, 1);
}

TEST(Stress, SaysWhichDataRacesThereAreAndWhere) {
  lockstep_implementation unlocked = before();
  unlocked.vma_start_read = [](mm_struct*, vm_area_struct* vma) { return vma; };
  unlocked.vma_end_read = [](vm_area_struct*) {};
  const StressedImplementation stressed =
      stress_one(options_for(unlocked,
                             "vma 0 attached\ntask reader: vma_start_read 0; read_data 0\n"
                             "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"));
  ASSERT_THAT(stressed.programs, SizeIs(1));
  ASSERT_EQ(stressed.programs[0].races.empty(), !has_thread_sanitizer());
  if (!has_thread_sanitizer()) return;
  EXPECT_FALSE(stressed.programs[0].shows_model_bug());
  for (const ThreadRace& race : stressed.programs[0].races) {
    EXPECT_THAT(race.race.place, ::testing::StartsWith("vma 0 vm_"));
    EXPECT_THAT(race.positions, ::testing::HasSubstr("kernel/abi/environment.h:"));
  }
}

}  // namespace
}  // namespace lockstep
