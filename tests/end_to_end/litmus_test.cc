// SPDX-License-Identifier: GPL-2.0-only
// `lockstep litmus`: its corpus, what it prints, and what it says of mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kCorpus = LOCKSTEP_SOURCE_DIR "/corpus/litmus";

const std::string kStoreBuffering =
    "C SB\n(* Result: Sometimes *)\n{}\n"
    "P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*y); }\n"
    "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); r = READ_ONCE(*x); }\n"
    "exists (0:r=0 /\\ 1:r=0)\n";

TEST(Litmus, FindsInItsCorpusWhatEachTestSays) {
  const CommandResult run = run_lockstep({"litmus", "--summary", kCorpus});
  EXPECT_EQ(run.output,
            "38 litmus tests under lkmm,any-coherence:\n"
            "      38 as their result lines say\n");
  EXPECT_EQ(run.status, 0) << run.errors;
}

TEST(Litmus, FindsNothingInItsCorpusUnderStrongerModelsThatAResultLineForbids) {
  for (const char* const model : {"sc", "tso", "lkmm"}) {
    const CommandResult run =
        run_lockstep({"litmus", "--summary", "--memory-model", model, kCorpus});
    EXPECT_THAT(run.output, Not(HasSubstr("forbids"))) << model;
    EXPECT_THAT(run.output, HasSubstr("allows")) << model;
    EXPECT_EQ(run.status, model == std::string("lkmm") ? 4 : 0) << model;
  }
}

TEST(Litmus, PrintsFinalStatesAsHerdDoes) {
  const TemporaryFolder folder;
  const std::string file = folder.add("SB.litmus", kStoreBuffering);
  const CommandResult run = run_lockstep({"litmus", "--memory-model", "tso", file});
  EXPECT_EQ(run.output,
            "Test SB Allowed\n"
            "States 4\n"
            "0:r=0; 1:r=0;\n"
            "0:r=0; 1:r=1;\n"
            "0:r=1; 1:r=0;\n"
            "0:r=1; 1:r=1;\n"
            "Ok\n"
            "Witnesses\n"
            "Positive: 1 Negative: 3\n"
            "Condition exists (0:r=0 /\\ 1:r=0)\n"
            "Observation SB Sometimes 1 3\n"
            "As its result line says: Sometimes\n"
            "Explored 19 states under tso\n");
  EXPECT_EQ(run.status, 0) << run.errors;
}

TEST(Litmus, SaysWhereItDidNotLookForDataRaces) {
  const TemporaryFolder folder;
  const std::string file = folder.add("plain.litmus",
                                      "C plain\n{}\nP0(int *x) { *x = 1; }\n"
                                      "P1(int *x) { *x = 2; }\nexists (x=1)\n");
  EXPECT_THAT(run_lockstep({"litmus", "--memory-model", "tso", file}).output,
              HasSubstr("\nNot looked for: data races of plain accesses\n"));
  EXPECT_THAT(run_lockstep({"litmus", file}).output, HasSubstr("\nFlag data-race\n"));
}

TEST(Litmus, RefutesAResultLineThatForbidsWhatIsSeen) {
  const TemporaryFolder folder;
  std::string text = kStoreBuffering;
  text.replace(text.find("Sometimes"), 9, "Never");
  const CommandResult run = run_lockstep({"litmus", folder.add("SB.litmus", text)});
  EXPECT_THAT(run.output,
              HasSubstr("Not as its result line says: Never; a state that it forbids was seen\n"));
  EXPECT_EQ(run.status, 1);
}

TEST(Litmus, DecidesNothingWhereNotAllStatesWereSeen) {
  const TemporaryFolder folder;
  std::string text = kStoreBuffering;
  text.replace(text.find("r=0 /\\ 1:r=0"), 12, "r=0 /\\ 1:r=9");
  text.replace(text.find("Sometimes"), 9, "Never");
  const std::string file = folder.add("SB.litmus", text);
  const CommandResult run = run_lockstep({"litmus", "--states", "5", file});
  EXPECT_THAT(run.output, HasSubstr("Undecided: there are more states than were explored\n"));
  EXPECT_EQ(run.status, 4);
}

TEST(Litmus, SaysInOneLineEachWhatCouldNotBeReadOrIsNotSupported) {
  const TemporaryFolder folder;
  folder.add("a.litmus", "C a\n{}\nP0(int *x) { READ_ONCE(*x) }\nexists (true)\n");
  folder.add("b.litmus", "C b\n{}\nP0(int *x) { srcu_read_lock(x); }\nexists (true)\n");
  folder.add("c.litmus", kStoreBuffering);
  const CommandResult run = run_lockstep({"litmus", folder.path().string(), "--jobs", "1"});
  EXPECT_THAT(run.output, StartsWith(folder.path().string() +
                                     "/a.litmus:3:28: expected ';', found '}'\n\n"
                                     "Unsupported " +
                                     folder.path().string() + "/b.litmus:3:14: "));
  EXPECT_THAT(run.output, HasSubstr("3 litmus tests under lkmm,any-coherence:\n"
                                    "       1 as their result lines say\n"
                                    "       1 with something that is not supported\n"));
  EXPECT_EQ(run.status, 2);
}

TEST(Litmus, TakesOnlyModelsFilesAndNumbersThatThereAre) {
  const TemporaryFolder folder;
  const auto error = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "litmus");
    const CommandResult run = run_lockstep(words);
    EXPECT_EQ(run.status, 2) << run.output;
    return run.errors + run.output;
  };
  EXPECT_THAT(error({"--memory-model", "ts", kCorpus}), HasSubstr("(did you mean tso?)"));
  EXPECT_THAT(error({folder.path().string()}), HasSubstr("expected a file that ends in .litmus"));
  EXPECT_THAT(error({"/nonexistent.litmus"}), HasSubstr("/nonexistent.litmus"));
  EXPECT_THAT(error({"--states", "many", kCorpus}), HasSubstr("--states: expected a number"));
  EXPECT_THAT(error({}), HasSubstr("see lockstep litmus --help"));
}

}  // namespace
}  // namespace lockstep::tests
