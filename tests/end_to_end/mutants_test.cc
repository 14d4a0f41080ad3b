// SPDX-License-Identifier: GPL-2.0-only
// Every seeded bug has to be found, and has to show what it declares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/end_to_end/report_schema.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kFolder = built_file("variants/vma_lock/mutants");

std::vector<std::string> sources_with(const std::string& word) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(LOCKSTEP_SOURCE_DIR "/variants/vma_lock/mutants")) {
    if (entry.path().extension() != ".c") continue;
    if (content_of(entry.path()).find(word) != std::string::npos) {
      names.push_back(entry.path().stem());
    }
  }
  std::ranges::sort(names);
  return names;
}

// What the picture of a replay shows for a difference of this kind; empty if it has no mark of its
// own.
std::string mark_of(const std::string& kind) {
  if (kind == "hang") return "! never wakes up";
  if (kind == "data race") return "! data race: ";
  if (kind == "warning") return "!";
  return "";
}

// Replays the reproducer of a seeded bug that was killed: text and page show what is claimed.
void expect_to_show(const Json& killed, const fs::path& object) {
  const std::string claim = killed.at("fingerprint").get<std::string>();
  const std::string kind = killed.at("kind").get<std::string>();
  const TemporaryFolder folder;
  const auto program = folder.add("program.txt", killed.at("program").at("text"));
  const CommandResult run =
      run_lockstep({"replay", "--variant", object, program, "--format", "text", "--output", "-",
                    "--format", "html", "--output", "page.html"},
                   folder.path());
  EXPECT_EQ(run.status, 1) << object << run.output << run.errors;
  EXPECT_THAT(run.output, HasSubstr("They differ: " + kind + ", fingerprint " + claim)) << object;
  const std::string picture = run.output.substr(0, run.output.find("They differ: "));
  EXPECT_THAT(picture, HasSubstr(mark_of(kind))) << object;
  EXPECT_THAT(content_of(folder.path() / "page.html"), AllOf(HasSubstr(kind), HasSubstr(claim)));
}

// All that are found show a reachable discrepancy within 140,000 pairs, or, in the last three
// tenths of the budget, one that is out of contract. In two halves, for two processors.
class HalfOfMutants : public ::testing::TestWithParam<std::size_t> {};

TEST_P(HalfOfMutants, IsKilledAsItSays) {
  const std::vector<std::string> all = sources_with("\nMUTANT(");
  EXPECT_GE(all.size(), 80u);
  std::vector<std::string> arguments = {"mutants", "--runs", "200000", "--no-time", "--quiet"};
  for (std::size_t i = GetParam(); i < all.size(); i += 2) arguments.push_back(all[i]);
  arguments.insert(arguments.end(),
                   {"--format", "text", "--output", "-", "--format", "json", "--output", "json"});
  const TemporaryFolder folder;
  const CommandResult run = run_lockstep(arguments, folder.path());
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, Not(HasSubstr("SURVIVED")));
  EXPECT_THAT(run.output, Not(HasSubstr("note: "))) << "another kind than the file says";
  const auto not_run = lines_with(run.output, "  not run");
  EXPECT_EQ(not_run.empty(), watches_races());
  EXPECT_THAT(lines_with(run.output, " pairs"),  // there is one in the first line, too
              SizeIs((all.size() + 1 - GetParam()) / 2 + 1 - not_run.size()));
  for (const Json& bug : Json::parse(content_of(folder.path() / "json"))["mutants"]["runs"]) {
    if (bug.at("fate") != "killed") continue;
    expect_to_show(bug, kFolder / (bug.at("name").get<std::string>() + ".so"));
  }
}

INSTANTIATE_TEST_SUITE_P(SeededBugs, HalfOfMutants, ::testing::Values(0u, 1u));

TEST(Mutants, AreEquivalentAtMostThreeTimesAndThenProveAgrees) {
  const std::vector<std::string> equivalent = sources_with("\nEQUIVALENT(");
  EXPECT_THAT(equivalent, SizeIs(testing::Le(3u)));
  for (const std::string& name : equivalent) {
    const CommandResult run = run_lockstep(
        {"prove", "--tasks", "2", "--ops", "2", "--quiet", "--variant", kFolder / (name + ".so")});
    EXPECT_EQ(run.status, 0) << run.output << run.errors;
  }
}

TEST(Mutants, AreReportedInJsonAndJunitAsTheirSchemasSay) {
  const TemporaryFolder folder;
  run_lockstep({"mutants", "wait_dropped", "warning_lost", "--runs", "2000", "--quiet", "--format",
                "json", "--output", "report.json", "--format", "junit", "--output", "report.xml"},
               folder.path());
  expect_as_schema_says(folder.path() / "report.json");
  expect_as_junit_has_it(folder.path() / "report.xml");
  EXPECT_THAT(content_of(folder.path() / "report.json"),
              AllOf(HasSubstr("\"killed\""), HasSubstr("\"survived\"")));
}

TEST(Mutants, AreRunByNameAndShownTheSameTwice) {
  const std::vector<std::string> arguments = {"mutants", "wait_dropped", "sequence_not_written",
                                              "--no-time"};
  const CommandResult run = run_lockstep(arguments);
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("wait_dropped"), HasSubstr("sequence_not_written"),
                                HasSubstr("\n2 of 2 killed\n")));
  EXPECT_EQ(run_lockstep(arguments).output, run.output);
}

TEST(Mutants, ThatSurviveAreExitStatus1) {
  const CommandResult run = run_lockstep({"mutants", "wait_dropped", "--runs", "0", "--no-time"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, AllOf(HasSubstr("SURVIVED"), HasSubstr("\n0 of 1 killed\n")));
}

void expect_refused(const std::vector<std::string>& arguments, const std::string& message) {
  const CommandResult run = run_lockstep(arguments);
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.errors, HasSubstr(message));
  EXPECT_EQ(std::ranges::count(run.errors, '\n'), 1) << run.errors;
}

TEST(Mutants, ThatAreNotThereAreNamedInOneLine) {
  const TemporaryFolder folder;
  expect_refused({"mutants", "wait_droped"}, "found 'wait_droped' (did you mean wait_dropped?)");
  expect_refused({"mutants", "--mutants", folder.path()},
                 "lockstep: --mutants: no seeded bugs (*.so) in " + folder.path().string());
  expect_refused({"mutants", "--mutants", folder.path() / "missing"}, "missing");
  folder.add("no.so", "no shared object");
  expect_refused({"mutants", "--mutants", folder.path()}, "no.so");
}

}  // namespace
}  // namespace lockstep::tests
