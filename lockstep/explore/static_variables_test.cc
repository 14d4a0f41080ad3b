// SPDX-License-Identifier: GPL-2.0-only
// Static variables of an implementation are a part of its states.
#include <gtest/gtest.h>

#include "lockstep/explore/explored_outcomes.h"
#include "lockstep/explore/pair_explorer.h"
#include "lockstep/program/text.h"
#include "tests/enumeration.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

/// Tasks share a variable: every second one to try gets mmap_lock for reading.
const lockstep_implementation& with_statics() {
  return load_implementation(LOCKSTEP_TEST_IMPLEMENTATIONS "/static_variables.so");
}

std::vector<OutcomeDigest> enumerated(Executor& executor, const Program& program,
                                      const lockstep_implementation& implementation) {
  const Executor::RacesIgnored ignored(executor);
  OutcomeSet outcomes;
  EXPECT_TRUE(enumerate_outcomes(executor, program, implementation, 1'000'000, outcomes).complete);
  std::vector<OutcomeDigest> digests;
  for (const auto& [digest, steps] : outcomes.outcomes()) digests.push_back(digest);
  return digests;
}

// The one task gets it, or the other one, or both: each looks before the other one counts.
TEST(StaticVariablesInStates, AreToldApartInStates) {
  Executor executor;
  const Program program = parse_program("task a: mmap_read_trylock\ntask b: mmap_read_trylock\n");
  const ExploredOutcomes explored(executor, program, with_statics(), {});
  EXPECT_TRUE(explored.complete());
  EXPECT_EQ(explored.outcomes().size(), 3u);
  EXPECT_EQ(explored.outcomes(), enumerated(executor, program, with_statics()));
}

// When both tasks have given back what they got, all is as it was at first but for the variable:
// one of the tries may not have been counted. The next one tells.
TEST(StaticVariablesInStates, AreToldApartWhereAllElseIsTheSame) {
  Executor executor;
  const Program program = parse_program(
      "task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n"
      "task b: mmap_read_trylock; mmap_read_unlock\n");
  const ExploredOutcomes explored(executor, program, with_statics(), {});
  EXPECT_EQ(explored.outcomes(), enumerated(executor, program, with_statics()));
}

/// The states of a program of two tasks with nothing in common: explored on one side, and in pairs
/// with itself, where orders are left out that make no difference.
struct States {
  explicit States(const lockstep_implementation& implementation) {
    Executor executor;
    const Program program =
        parse_program("task a: mmap_read_trylock 0\ntask b: mmap_read_trylock 1\n");
    all = ExploredOutcomes(executor, program, implementation, {}).totals().states;
    ProgramMachine reference(executor, program, implementation);
    ProgramMachine variant(executor, program, implementation);
    PairExplorer explorer(reference, variant, {});
    const ExploreTotals totals = explorer.explore([](const Path&) { return false; });
    EXPECT_TRUE(totals.complete);
    in_pairs = totals.states;
  }

  std::uint64_t all = 0;
  std::uint64_t in_pairs = 0;
};

TEST(StaticVariablesInStates, AreSomethingThatAllTasksHaveInCommon) {
  const States unrelated(before());
  EXPECT_LT(unrelated.in_pairs, unrelated.all);
  const States related(with_statics());
  EXPECT_EQ(related.in_pairs, related.all);
}

}  // namespace
}  // namespace lockstep
