// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "lockstep/explore/explored_outcomes.h"
#include "lockstep/program/text.h"
#include "lockstep/stress/thread_runner.h"
#include "tests/made_up_implementation.h"

namespace lockstep {

/// All outcomes of a program, as far as threads can tell them apart.
inline std::vector<OutcomeDigest> explore_for_threads(
    const Program& program, const lockstep_implementation& implementation) {
  Executor executor;
  ExploredOutcomes explored(executor, program, implementation, {}, OutcomeView::kThreads);
  EXPECT_TRUE(explored.complete());
  return explored.outcomes();
}

/// For tests: programs on real threads.
class StressFixture : public ::testing::Test {
 protected:
  /// Calls visit(shown) after each execution.
  template <typename Visit>
  void run(const Program& program, const lockstep_implementation& implementation,
           std::uint64_t iterations, Visit visit) {
    ThreadRunner runner(program, implementation, crash_line_);
    const auto done = runner.run(1, iterations, [&](std::uint64_t, const Observation& shown) {
      visit(shown);
      return true;
    });
    EXPECT_EQ(done, iterations);
  }

  template <typename Visit>
  void run(std::string_view text, const lockstep_implementation& implementation,
           std::uint64_t iterations, Visit visit) {
    run(parse_program(text), implementation, iterations, visit);
  }

  CrashLine crash_line_{3};
};

}  // namespace lockstep
