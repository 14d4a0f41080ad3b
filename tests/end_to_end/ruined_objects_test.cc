// SPDX-License-Identifier: GPL-2.0-only
// Code under test may leave anything in the shared objects, or write next to them; the code that
// looks at them survives that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class RuinedObjects : public ::testing::Test {
 protected:
  ~RuinedObjects() override { std::filesystem::remove_all(state_home(folder_.path())); }

  // With states watched, and without.
  std::vector<CommandResult> compare(const std::string& harm) const {
    const std::string file = implementation_file("ruins_objects_" + harm);
    const std::string config = "DEBUG_VM=off,LOCKDEP=on";
    return {
        run_lockstep({"check", "--quiet", "--runs", "30000", "--config", config, "--variant", file},
                     folder_.path()),
        run_lockstep({"prove", "--quiet", "--ops", "2", "--config", config, "--variant", file},
                     folder_.path())};
  }

  void expect_shown(const std::string& harm, const std::string& shown) const {
    for (const CommandResult& run : compare(harm)) {
      EXPECT_EQ(run.status, 1) << harm << run.errors;
      EXPECT_THAT(run.output, HasSubstr(shown)) << harm;
      EXPECT_THAT(run.errors, IsEmpty()) << harm;
    }
  }

  const TemporaryFolder folder_;
};

TEST_F(RuinedObjects, AreADiscrepancyLikeAnyOther) {
  for (const char* const harm : {"NO_MM", "WILD_MM"}) expect_shown(harm, "mm none");
  for (const char* const harm : {"ZEROED_VMA", "FILLED_VMA", "FILLED_TASK"}) {
    expect_shown(harm, "ruins_objects");
  }
  // Tasks then share memory that is not explored.
  const std::vector<CommandResult> runs = compare("FILLED_MM");
  EXPECT_EQ(runs[0].status, 1) << runs[0].errors;
  EXPECT_EQ(runs[1].status, 4) << runs[1].errors;
}

TEST_F(RuinedObjects, AreGuardedByPagesThatNobodyMayTouch) {
  for (const char* const harm : {"BEFORE", "BEHIND"}) {
    expect_shown(harm, "crashes: bad memory access in vma_start_write_killable 0");
  }
}

// Nothing of it runs once there is a verdict.
TEST_F(RuinedObjects, AreNotAskedAtTheEndOfTheProcess) {
  for (const CommandResult& run : compare("UNLOAD")) {
    EXPECT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.output, HasSubstr("UPHELD"));
    EXPECT_THAT(run.errors, IsEmpty());
  }
}

// The C library may notice it or not; the messages differ.
TEST_F(RuinedObjects, OfTheHeapAreNoVerdictOfUpheldWithoutAReport) {
  for (const CommandResult& run : compare("HEAP")) {
    EXPECT_THAT(run.status, AnyOf(0, 1, 3, 4)) << run.errors;
    if (run.status != 3) EXPECT_THAT(run.output, Not(IsEmpty()));
    if (run.status == 3) EXPECT_THAT(run.errors, HasSubstr("lockstep: "));
  }
}

}  // namespace
}  // namespace lockstep::tests
