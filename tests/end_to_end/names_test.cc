// SPDX-License-Identifier: GPL-2.0-only
// Foreign names (of implementations, files, words of a command line) may contain any bytes. What is
// printed is text, and such names cannot look like anything else in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/quote.h"
#include "tests/end_to_end/report_schema.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kProgram = LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt";
constexpr const char* kOddFile = "a\n\x1b[2J\xff'b.so";

/// A text of lines, in which everything shows as it is.
void expect_text(const std::string& printed) {
  for (const std::string& line : lines_with(printed, "")) {
    if (printable(line) != line) ADD_FAILURE() << printable(line);
  }
}

class OddNames : public ::testing::Test {
 protected:
  OddNames() { fs::copy(implementation_file("odd_names"), folder_.path() / kOddFile); }

  CommandResult run(std::vector<std::string> arguments) const {
    CommandResult result = run_lockstep(arguments, folder_.path());
    expect_text(result.output);
    expect_text(result.errors);
    return result;
  }

  std::vector<std::string> with_variant(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--variant", (folder_.path() / kOddFile).string()});
    return arguments;
  }

  const TemporaryFolder folder_;
};

TEST_F(OddNames, AreEscapedInEveryFormat) {
  for (const std::string format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    const CommandResult checked =
        run(with_variant({"check", "--runs", "3000", "--no-faults", "--format", format}));
    EXPECT_EQ(checked.status, 1) << format << checked.errors;
    EXPECT_THAT(checked.output, HasSubstr("\\x1b[31modd"));
    if (format == "text") EXPECT_THAT(lines_with(checked.output, "Verdict  REFUTED"), SizeIs(1));
    EXPECT_EQ(run(with_variant({"replay", kProgram, "--format", format})).status, 1);
  }
}

TEST_F(OddNames, DoNotMakeAReportInvalid) {
  run(with_variant({"check", "--runs", "3000", "--no-faults", "--format", "json", "--output",
                    "a.json", "--format", "junit", "--output", "a.xml"}));
  expect_as_schema_says(folder_.path() / "a.json");
  expect_as_junit_has_it(folder_.path() / "a.xml");
}

TEST_F(OddNames, AreEscapedByEveryCommand) {
  EXPECT_EQ(run(with_variant({"explore", kProgram})).status, 1);
  EXPECT_EQ(run(with_variant({"reduce", kProgram})).status, 1);
  EXPECT_EQ(run(with_variant({"stress", "--iterations", "2", kProgram})).status, 0);
  EXPECT_EQ(run(with_variant({"prove", "--tasks", "1", "--ops", "2"})).status, 1);
  EXPECT_EQ(run({"mutants", "--mutants", ".", "--runs", "3000"}).status, 0);
  fs::create_directory(folder_.path() / "programs");
  fs::copy(kProgram, folder_.path() / "programs" / "p\n\xff.txt");
  EXPECT_THAT(run({"corpus", "list", "programs"}).output, HasSubstr("p\\n\\xff"));
  EXPECT_THAT(run({"corpus", "unpack", "--all", "programs"}).output, Not(IsEmpty()));
  EXPECT_EQ(run({"stress", "--iterations", "2", "programs/p\n\xff.txt"}).status, 0);
}

TEST_F(OddNames, AreWordsOfAShellInWhatToReplay) {
  const CommandResult replayed = run(with_variant({"replay", kProgram}));
  EXPECT_THAT(replayed.output, Not(HasSubstr("\xff")));
  const CommandResult json = run(with_variant(
      {"check", "--runs", "3000", "--no-faults", "--stop-at-first", "--format", "text"}));
  const auto lines = lines_with(json.output, "    lockstep replay --variant ");
  ASSERT_THAT(lines, SizeIs(1));
  const std::string words = lines[0].substr(lines[0].find("--variant "));
  const CommandResult echoed = run_command(
      {.words = {"bash", "-c",
                 "set -- " + words.substr(0, words.rfind(" FILE")) + "; printf %s \"$2\""},
       .environment = {}});
  EXPECT_EQ(echoed.output, (folder_.path() / kOddFile).string());
}

TEST_F(OddNames, AreShortInMessages) {
  const std::string huge(100'000, 'x');
  folder_.add("huge.txt", "vma 0 attached\ntask a: " + huge + "\n");
  folder_.add("task.txt", "task " + huge + ": mmap_read_lock\nschedule: " + huge + "*\n");
  folder_.add("known", huge);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{huge},
                                             {"check", "--variant", huge},
                                             {"check", "--variant", huge + "/a.so"},
                                             {"check", "--time", huge},
                                             {"check", "--config", huge},
                                             {"check", "--format", huge},
                                             {"check", "--" + huge},
                                             {"check", "--known", "known"},
                                             {"check", "--corpus", huge},
                                             {"check", "--output", huge},
                                             {"check", "--tree", huge, "--base", huge},
                                             {"mutants", "--mutants", huge},
                                             {"mutants", "--mutants", ".", huge},
                                             {"list", huge},
                                             {"selftest", huge},
                                             {"replay", huge},
                                             {"replay", "huge.txt"},
                                             {"replay", "task.txt"}}) {
    const CommandResult mistake = run(arguments);
    EXPECT_EQ(mistake.status, 2);
    EXPECT_THAT(lines_with(mistake.errors, "lockstep: "), SizeIs(1));
    EXPECT_LT(mistake.errors.size(), 1'000u) << mistake.errors.substr(0, 2'000);
  }
}

}  // namespace
}  // namespace lockstep::tests
