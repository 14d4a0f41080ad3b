// SPDX-License-Identifier: GPL-2.0-only
// Runs every command and report on a second subject, tests/subjects/counted_lock: all that they say
// about it comes from its folder alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/end_to_end/report_schema.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kTwoTakers =
    "subject counted-lock\n"
    "lock 0 fresh\n"
    "task a: lock 0\n"
    "task b: trylock 0\n"
    "schedule: a b*2 a*\n";

class Subjects : public ::testing::Test {
 protected:
  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--subject", "counted-lock"});
    return run_lockstep(arguments, folder_.path());
  }

  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_.path() / name) << content;
    return name;
  }

  std::string content(const std::string& name) const { return content_of(folder_.path() / name); }

  const TemporaryFolder folder_;
};

/// Nothing that belongs to the default subject.
void expect_own_words(const std::string& text) {
  for (const char* const word : {"VMA", "vma", "mmap", "vm_", "mm ", "enter and exit"}) {
    EXPECT_THAT(text, Not(HasSubstr(word)));
  }
}

TEST_F(Subjects, UpholdWhatIsRight) {
  const CommandResult check = run({"check", "--quiet", "--runs", "20000"});
  EXPECT_EQ(check.status, 0) << check.output << check.errors;
  EXPECT_THAT(check.output, StartsWith("Claim    exchange behaves like reference"));
  expect_own_words(check.output);

  const CommandResult prove = run({"prove", "--quiet", "--variant", "exchange", "--locks", "2"});
  EXPECT_EQ(prove.status, 0) << prove.output << prove.errors;
  EXPECT_THAT(prove.output, HasSubstr("UPHELD: no difference in any of the "));
  EXPECT_THAT(prove.output, HasSubstr("on 2 locks, under any schedule"));
  expect_own_words(prove.output);
}

TEST_F(Subjects, RefuteWhatIsWrongInEveryFormat) {
  std::vector<std::string> arguments = {"check", "--quiet",   "--runs",
                                        "20000", "--variant", "look_then_set"};
  for (const std::string format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    arguments.insert(arguments.end(), {"--format", format, "--output", format});
  }
  const CommandResult check = run(arguments);
  EXPECT_EQ(check.status, 1) << check.errors;
  for (const std::string format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    const bool found = content(format).find("subject counted-lock") != std::string::npos;
    EXPECT_TRUE(found) << format;
    if (format != "html") expect_own_words(content(format));
  }
  expect_as_schema_says(folder_.path() / "json");
  expect_as_junit_has_it(folder_.path() / "junit");
  EXPECT_THAT(content("text"), HasSubstr("lockstep --subject counted-lock replay"));

  const CommandResult prove = run({"prove", "--quiet", "--variant", "look_then_set"});
  EXPECT_EQ(prove.status, 1) << prove.output;
  EXPECT_THAT(prove.output, HasSubstr("REFUTED by a program of 2 operations"));
}

TEST_F(Subjects, HaveReproducersThatTheOtherCommandsTake) {
  const std::string program = write("two_takers.txt", kTwoTakers);
  const CommandResult replay = run({"replay", "--variant", "look_then_set", program});
  EXPECT_EQ(replay.status, 1) << replay.output << replay.errors;
  const CommandResult reduce =
      run({"reduce", "--variant", "look_then_set", program, "--output", "-"});
  EXPECT_EQ(reduce.status, 1) << reduce.errors;
  EXPECT_THAT(reduce.output, HasSubstr("subject counted-lock\n"));
  const CommandResult explore = run({"explore", "--variant", "look_then_set", program});
  EXPECT_EQ(explore.status, 1) << explore.output << explore.errors;
  const CommandResult stress = run({"stress", "--iterations", "1000", program});
  EXPECT_EQ(stress.status, 0) << stress.output << stress.errors;
  for (const CommandResult& result : {replay, reduce, explore, stress}) {
    expect_own_words(result.output + result.errors);
  }
}

TEST_F(Subjects, AreFuzzed) {
  const CommandResult fuzz = run_command(
      {{built_file("counted_lock/fuzz/fuzz_check"), "-runs=200000", "-seed=1", "-max_len=200"},
       folder_.path(),
       {"LOCKSTEP_FUZZ=--variant look_then_set"}});
  EXPECT_NE(fuzz.status, 0);
  EXPECT_THAT(fuzz.errors, HasSubstr("subject counted-lock\n"));
  expect_own_words(fuzz.errors);
}

TEST_F(Subjects, NameThemselvesInProgramsSoThatNoOtherTakesThem) {
  const std::string text = write("text.txt", kTwoTakers);
  const CommandResult other = run_lockstep({"replay", text}, folder_.path());
  EXPECT_EQ(other.status, 2);
  EXPECT_EQ(other.errors,
            "lockstep: text.txt:1:9: expected a program of vma-lock, found one of 'counted-lock': "
            "see --subject\n");

  EXPECT_EQ(run({"corpus", "pack", text, "--output", "packed"}).status, 0);
  EXPECT_THAT(content("packed/text"), StartsWith("\x02\xff"));
  EXPECT_EQ(run({"replay", "--variant", "look_then_set", "packed/text"}).status, 1);
  const CommandResult packed = run_lockstep({"replay", "packed/text"}, folder_.path());
  EXPECT_EQ(packed.status, 2);
  EXPECT_EQ(packed.errors,
            "lockstep: packed/text: expected a program of vma-lock, found one of the subject with "
            "the number 255: see --subject\n");
  write("named.txt", "subject vma-lock\nvma 0 attached\ntask a: vma_start_read 0\n");
  EXPECT_EQ(run_lockstep({"replay", "named.txt"}, folder_.path()).status, 0);
  EXPECT_EQ(run_lockstep({"replay", "named.txt", "--subject=vma-lock"}, folder_.path()).status, 0);
  const CommandResult unnamed = run({"replay", write("none.txt", "vma 0 attached\ntask a:\n")});
  EXPECT_EQ(unnamed.errors,
            "lockstep: none.txt:1:1: expected config, lock, task or schedule, found 'vma'\n");
}

TEST_F(Subjects, HaveTablesThatNoOtherTakes) {
  const std::string folder = LOCKSTEP_SOURCE_DIR "/tests/subjects/counted_lock/kernel";
  std::vector<std::string> words = {build_setting("CMAKE_C_COMPILER"),
                                    "-shared",
                                    "-fPIC",
                                    "-O1",
                                    "-g",
                                    "-o",
                                    "right.so",
                                    "-Dlockstep_reference=lockstep_implementation",
                                    "-DLOCKSTEP_TABLE=<table.h>",
                                    "-I" + folder,
                                    "-I" LOCKSTEP_SOURCE_DIR "/kernel",
                                    folder + "/reference.c"};
  if (watches_races()) words.push_back("-fsanitize=thread");
  const CommandResult compiled = run_command({words, folder_.path(), {}});
  ASSERT_EQ(compiled.status, 0) << compiled.errors;
  EXPECT_EQ(run({"check", "--runs", "3000", "--variant", "./right.so"}).status, 0);
  const CommandResult other = run_lockstep({"check", "--variant", "./right.so"}, folder_.path());
  EXPECT_EQ(other.status, 2);
  EXPECT_EQ(
      other.errors,
      "lockstep: --variant: ./right.so is not about vma-lock: its table is of another size; see "
      "--subject\n");
  const CommandResult vma_lock = run({"check", "--variant", implementation_file("restated")});
  EXPECT_EQ(vma_lock.status, 2);
  EXPECT_THAT(vma_lock.errors, HasSubstr(" is not about counted-lock: "));
}

TEST_F(Subjects, AreListedIfSomebodyAsksForNone) {
  const CommandResult result = run_lockstep({"list", "--subject", "counted-look"});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.errors,
            "lockstep: --subject: expected counted-lock or vma-lock, found 'counted-look' (did you "
            "mean counted-lock?)\n");
  const CommandResult tree = run({"check", "--tree", ".", "--base", "a", "--head", "b"});
  EXPECT_EQ(tree.status, 2);
  EXPECT_THAT(lines_with(tree.errors, ""), testing::SizeIs(1));
  EXPECT_THAT(run({"list", "operations"}).output, HasSubstr("  trylock LOCK\n"));
}

}  // namespace
}  // namespace lockstep::tests
