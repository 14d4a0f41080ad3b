// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/discrepancy_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Discrepancy discrepancy(DifferenceKind kind, Evidence evidence = Evidence::kLockstep) {
  Discrepancy found;
  found.difference.aspects = {{kind, "this", "that", "identity", "", "", ""}};
  found.evidence = evidence;
  return found;
}

TEST(TestSource, HoldsTheProgramAsItIs) {
  EXPECT_THAT(print_test(discrepancy(DifferenceKind::kHang), "# why\ntask a:\n", {"before", "v3"}),
              HasSubstr("R\"program(\n# why\ntask a:\n)program\";\n"));
}

TEST(TestSource, NamesTheTestByKindFingerprintAndEvidence) {
  for (const auto& [kind, name] : {std::pair(DifferenceKind::kSleepWake, "SleepWake"),
                                   std::pair(DifferenceKind::kReturnCode, "ReturnCode"),
                                   std::pair(DifferenceKind::kCrash, "Crash")}) {
    const Discrepancy found = discrepancy(kind);
    EXPECT_THAT(print_test(found, "task a:\n", {"before", "v3"}),
                HasSubstr("TEST(Regression, Shows" + std::string(name) +
                          found.difference.fingerprint() + "InLockstep) {\n"));
  }
}

TEST(TestSource, ExpectsThisFingerprintAloneInLockstep) {
  const Discrepancy found = discrepancy(DifferenceKind::kWarning);
  EXPECT_THAT(print_test(found, "task a:\n", {"before", "v3"}),
              AllOf(HasSubstr("comparison.in_lockstep(), testing::ElementsAre(\"" +
                              found.difference.fingerprint() + "\"));\n"),
                    Not(HasSubstr("#if"))));
}

TEST(TestSource, LooksAtOutcomeSetsIfTheseDiffer) {
  EXPECT_THAT(print_test(discrepancy(DifferenceKind::kWarning, Evidence::kOutcomeSet), "task a:\n",
                         {"before", "v3"}),
              AllOf(HasSubstr("InOutcomeSets) {\n"),
                    HasSubstr("comparison.in_outcome_sets(), testing::Contains(\"")));
}

TEST(TestSource, LooksForRacesOnlyWhereTheyAreSeen) {
  EXPECT_THAT(
      print_test(discrepancy(DifferenceKind::kDataRace), "task a:\n", {"before", "v3"}),
      AllOf(HasSubstr("#if !defined(LOCKSTEP_ASAN)"), HasSubstr("\n#endif\n"),
            HasSubstr("InLockstep) {\n"), HasSubstr("comparison.in_races(), testing::Contains(")));
}

TEST(TestSource, QuotesTheNamesOfFiles) {
  EXPECT_THAT(
      print_test(discrepancy(DifferenceKind::kHang), "task a:\n", {"before", R"(a "b"\c.so)"}),
      HasSubstr(R"(comparison("before", "a \"b\"\\c.so", kProgram);)"));
}

TEST(PrintSize, CountsTasksOperationsAndSwitches) {
  EXPECT_EQ(print_size(parse_program("task a: mmap_read_lock")), "1 task, 1 operation, 0 switches");
  EXPECT_EQ(print_size(parse_program("task a: mmap_read_lock\ntask b:\nschedule: a b")),
            "2 tasks, 1 operation, 1 switch");
}

TEST(PrintDifference, PutsAllAspectsOfASideTogetherAndBreaksLongLines) {
  Difference difference;
  difference.place = "vma_start_write 0, called by writer";
  difference.aspects = {
      {DifferenceKind::kReturnCode, "returned 0", "returned -EINTR", "", "", "", "b.c:7"},
      {DifferenceKind::kSleepWake, "slept: no", "slept: yes " + std::string(80, 'x'), "", "", "",
       ""}};
  EXPECT_EQ(
      print_difference(difference, {"before", "v3"}),
      "  in            vma_start_write 0, called by writer\n"
      "  before        returned 0; slept: no\n"
      "  v3            returned -EINTR; slept: yes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxx\n"
      "                  xxxxxxxxxxxxxxxxxxxxxxxx\n"
      "  source        b.c:7\n");
}

}  // namespace
}  // namespace lockstep
