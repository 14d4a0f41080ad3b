// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <vector>

#include "tests/axiomatic/axiomatic.h"
#include "tests/axiomatic/made_up_test.h"
#include "tests/axiomatic/shown_by.h"

namespace lockstep::litmus::axiomatic {
namespace {

TEST(States, ListLocationsBeforeRegisters) {
  const AxiomaticResult result = states_by_axioms(
      test_of({{write(x, 5)}, {read(0, x), read(1, x)}}), Axioms::kSequentialConsistency, 100);
  EXPECT_EQ(result.states, (std::set<std::vector<Value>>{
                               {5, 0, 0, 0, 0, 0}, {5, 0, 0, 0, 0, 5}, {5, 0, 0, 0, 5, 5}}));
  EXPECT_TRUE(result.complete);
}

TEST(States, ASpentBudgetIsSaid) {
  const litmus::Test test = test_of({{write(x, 1), read(0, y)}, {write(y, 1), read(0, x)}});
  EXPECT_FALSE(states_by_axioms(test, Axioms::kKernel, 3).complete);
  EXPECT_TRUE(states_by_axioms(test, Axioms::kKernel, 100).complete);
}

TEST(States, WhatHasNoAxiomsIsRefused) {
  const Code loop = {{.action = Action::kJump, .target = 0}};
  for (const Code& code : {loop, action(Action::kSchedule), reader_begin(), reader_end()})
    EXPECT_THROW(states_by_axioms(test_of({{code}}), Axioms::kKernel, 100), std::invalid_argument);
}

TEST(States, BranchesDecideWhatIsDone) {
  const Code unless_zero = {{.action = Action::kBranch, .value = content(0), .target = 3}};
  const litmus::Test test = test_of({{write(x, 1)}, {read(0, x), unless_zero, write(y, 1)}});
  EXPECT_EQ(shown_by(test, {{1}, {1, 1}}), "sc tso lkmm");
  EXPECT_EQ(shown_by(test, {{0}, {1, 0}}), "sc tso lkmm");
  EXPECT_EQ(shown_by(test, {{0}, {1, 1}}), "none");
}

}  // namespace
}  // namespace lockstep::litmus::axiomatic
