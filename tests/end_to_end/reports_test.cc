// SPDX-License-Identifier: GPL-2.0-only
// Results in every format, as the command writes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/end_to_end/report_schema.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

class Reports : public ::testing::Test {
 protected:
  CommandResult run(const std::vector<std::string>& arguments) const {
    return run_lockstep(arguments, folder_.path());
  }

  std::string content(const std::string& name) const { return content_of(folder_.path() / name); }

  void expect_valid(const std::vector<std::string>& arguments, int status) const {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--format", "json", "--output", "report.json",  //
                           "--format", "junit", "--output", "report.xml"});
    EXPECT_EQ(run(all).status, status) << testing::PrintToString(arguments);
    expect_as_schema_says(folder_.path() / "report.json");
    expect_as_junit_has_it(folder_.path() / "report.xml");
  }

  const TemporaryFolder folder_;
};

TEST_F(Reports, GoWhereTheyAreWantedInPairsOfFormatAndFile) {
  const CommandResult result =
      run({"check", "--quiet", "--runs", "3000", "--format", "mail", "--output", "a.mail",
           "--output", "b.txt", "--format", "json", "--output", "c.json", "--format", "text"});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.output, StartsWith("Claim    v3 behaves like before"));
  EXPECT_EQ(content("b.txt"), result.output);
  EXPECT_THAT(content("a.mail"), StartsWith("Claim: v3 behaves like before"));
  const Json json = Json::parse(content("c.json"));
  EXPECT_EQ(json["comparisons"][0]["verdict"], "refuted");
  EXPECT_EQ(json["invocation"], "lockstep check --runs 3000");  // where it goes is left out
}

// What has no verdict of a check, a proof or a replay.
TEST_F(Reports, OfOtherCommandsAreAsTheirSchemaSays) {
  const std::string program = LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt";
  const auto expect_json = [&](std::vector<std::string> arguments, int status) {
    arguments.insert(arguments.end(), {"--format", "json", "--output", "result.json"});
    EXPECT_EQ(run(arguments).status, status) << testing::PrintToString(arguments);
    expect_as_schema_says(folder_.path() / "result.json", "result.schema.json");
    return Json::parse(content("result.json"));
  };
  const Json explored = expect_json({"explore", program}, 1);
  EXPECT_EQ(explored["verdict"], "refuted");
  EXPECT_EQ(explored["explored"]["variant"]["interleavings"], 5110011);
  EXPECT_EQ(explored["only_one_side"].size(), 2 * 52u);
  const Json ended = expect_json({"explore", program, "--time", "0s"}, 4);
  EXPECT_TRUE(ended["ended_early"]);
  const Json reduced = expect_json({"reduce", program}, 1);
  EXPECT_EQ(reduced["program"]["operations"], 4);
  const Json same = expect_json({"reduce", program, "--variant", "merged"}, 0);
  EXPECT_EQ(same["verdict"], "upheld");
  const Json stressed = expect_json({"stress", "--quiet", "--iterations", "2", program}, 0);
  EXPECT_EQ(stressed["implementations"][1]["implementation"]["name"], "v3");
  EXPECT_EQ(expect_json({"list"}, 0)["implementations"].size(), 3u);
  const Json operation = expect_json({"list", "vma_start_read"}, 0);
  EXPECT_EQ(operation["operations"][0]["operands"], "VMA [MM]");
  EXPECT_GT(expect_json({"corpus", "list"}, 0)["programs"].size(), 40u);
}

TEST_F(Reports, OfAnExplorationSayWhatEachOutcomeIs) {
  folder_.add("killed.txt",
              "config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
              "task reader: vma_start_read 0\n"
              "task writer: send_sigkill writer; mmap_write_lock; vma_start_write_killable 0\n");
  const CommandResult result = run({"explore", "killed.txt", "--outcomes", "1"});
  EXPECT_EQ(result.status, 1);
  const std::size_t only = result.output.find("Only v3 has ");
  EXPECT_NE(result.output.find("  warning   VM_WARN_ON_ONCE(!ves->exclusive) in", only),
            std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("vma_start_write_killable 0: -EINTR", only), std::string::npos);
  EXPECT_NE(result.output.find("  end       all tasks end\n", only), std::string::npos);
}

// Its own output goes where messages go.
TEST_F(Reports, HaveNothingInThemThatAnImplementationPrints) {
  folder_.add("reader.txt", "task reader: mmap_read_lock; mmap_read_unlock\n");
  for (const char* const format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    const CommandResult quiet = run({"replay", "reader.txt", "--format", format, "--variant",
                                     implementation_file("same_as_before")});
    const CommandResult result = run(
        {"replay", "reader.txt", "--format", format, "--variant", implementation_file("prints")});
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_THAT(result.output.substr(0, 5), quiet.output.substr(0, 5)) << format;
    EXPECT_THAT(result.output, Not(HasSubstr("in a call"))) << format;
    EXPECT_THAT(result.output, Not(HasSubstr("past the buffer"))) << format;
    EXPECT_THAT(result.errors, HasSubstr("while it is loaded\n"));
    EXPECT_THAT(result.errors, HasSubstr("in a call\n"));
    EXPECT_THAT(result.errors, HasSubstr("past the buffer\n"));
  }
}

TEST_F(Reports, GoToStandardOutputByAnyOfItsNames) {
  const CommandResult usual = run({"check", "--quiet", "--runs", "1000"});
  for (const char* const name : {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
    const CommandResult result = run({"check", "--quiet", "--runs", "1000", "--output", name});
    EXPECT_EQ(result.output, usual.output) << name;
    EXPECT_THAT(result.errors, IsEmpty());
  }
}

// As docs/adding-a-variant.md says, the name and summary that a copy of v3 still has are not shown.
TEST_F(Reports, NameTheFileOfACopyThatStillSaysWhatItWasCopiedFrom) {
  fs::copy(implementation_file("copied"), folder_.path() / "my_patch.so");
  const CommandResult result =
      run({"check", "--quiet", "--runs", "3000", "--variant", "./my_patch.so"});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(
      result.output,
      StartsWith("Claim    my_patch.so behaves like before: no functional change\n"
                 "         before: the code before the patch (reference/vma_lock/before.c)\n"
                 "         my_patch.so: loaded from my_patch.so (variants/vma_lock/v3.c)\n"));
  const CommandResult second = run({"check", "--quiet", "--runs", "100", "--variant",
                                    "./my_patch.so", "--reference", implementation_file("copied")});
  EXPECT_THAT(second.output, StartsWith("Claim    my_patch.so behaves like copied.so, which is the "
                                        "same code: no functional change\n"));
}

TEST_F(Reports, SayThatSomethingIsComparedWithItself) {
  const CommandResult result = run({"check", "--quiet", "--runs", "100", "--variant", "before"});
  EXPECT_THAT(
      result.output,
      StartsWith("Claim    before behaves like itself: no functional change\n"
                 "         before: the code before the patch (reference/vma_lock/before.c)\n"
                 "Verdict  "));
}

TEST_F(Reports, AnswerAMistakeWithOneLineBeforeAnyWork) {
  const auto expect_mistake = [&](std::vector<std::string> arguments, const char* message) {
    arguments.insert(arguments.begin(), "check");
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(result.errors, std::string("lockstep: ") + message + "\n");
    EXPECT_THAT(result.output, IsEmpty());
  };
  expect_mistake({"--format", "jsn"},
                 "--format: expected text, mail, html, json, junit, sarif, found 'jsn' (did you "
                 "mean json?)");
  expect_mistake({"--format", "mail", "--format", "html"},
                 "--format: expected --output FILE between mail and html");
  expect_mistake({"--output", "a", "--format", "html", "--output", "a"},
                 "--output: a is given twice");
}

TEST_F(Reports, InJsonAndJunitAreAsTheirSchemasSay) {
  expect_valid({"check", "--quiet", "--runs", "5000", "--variant", "v3", "--variant", "merged"}, 1);
  expect_valid({"prove", "--quiet", "--variant", "merged", "--tasks", "2", "--ops", "2"}, 0);
  expect_valid({"replay", LOCKSTEP_SOURCE_DIR "/corpus/seeds/two_mms.txt"}, 0);
}

TEST_F(Reports, InJsonHoldTheWholeReproducer) {
  run({"check", "--quiet", "--runs", "3000", "--format", "json", "--output", "report.json"});
  const Json finding = Json::parse(content("report.json"))["comparisons"][0]["findings"][0];
  folder_.add("program.txt", finding["program"]["text"]);
  const CommandResult replayed = run({"replay", "program.txt"});
  EXPECT_EQ(replayed.status, 1);
  EXPECT_THAT(replayed.output, HasSubstr(finding["fingerprint"].get<std::string>()));
}

// Code scanning requires more than the format does: a rule for each result, a place in the checkout
// with a line, and a fingerprint.
TEST_F(Reports, InSarifHaveWhatCodeScanningAsksFor) {
  run({"check", "--quiet", "--runs", "200000", "--format", "sarif", "--output", "report.sarif"});
  const Json log = Json::parse(content("report.sarif"));
  EXPECT_EQ(log["version"], "2.1.0");
  const Json& driver = log["runs"][0]["tool"]["driver"];
  EXPECT_EQ(driver["name"], "lockstep");
  const Json& results = log["runs"][0]["results"];
  EXPECT_GT(results.size(), 1u);
  EXPECT_EQ(results[0]["level"], "error");
  EXPECT_EQ(results[0]["partialFingerprints"]["lockstep/v2"], "88b7e0cdf833e033");
  const Json& place = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "variants/vma_lock/v3.c");
  EXPECT_GT(place["region"]["startLine"], 1);
  for (const Json& result : results) {
    EXPECT_EQ(driver["rules"].at(result["ruleIndex"].get<std::size_t>())["id"], result["ruleId"]);
    for (const char* key : {"locations", "relatedLocations"}) {
      for (const Json& location : result[key]) {
        const std::string uri = location["physicalLocation"]["artifactLocation"]["uri"];
        EXPECT_NE(uri.front(), '/');
        EXPECT_GE(location["physicalLocation"]["region"]["startLine"], 1);
      }
    }
  }
}

TEST_F(Reports, InAMailAreAtMostSeventyTwoColumnsWide) {
  std::istringstream mail(run({"check", "--quiet", "--runs", "3000", "--format", "mail"}).output);
  std::vector<std::size_t> widths;
  for (std::string line; std::getline(mail, line);) widths.push_back(line.size());
  EXPECT_GT(widths.size(), 50u);
  EXPECT_THAT(widths, Each(Le(72u)));
}

// Only the line with the command itself differs.
TEST_F(Reports, AreTheSameBytesTwiceInEveryFormat) {
  for (const std::string format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    const std::vector<std::string> arguments = {"check", "--quiet",  "--runs",
                                                "3000",  "--format", format};
    EXPECT_EQ(run(arguments).output, run(arguments).output) << format;
  }
}

// script(1) makes a terminal.
TEST_F(Reports, OnATerminalHaveColourAndLinesIfItHasThem) {
  const auto on_terminal = [&](const std::string& environment, const std::string& option) {
    const std::string line = environment + " \"$lockstep\" check --quiet --runs 3000 " + option;
    return run_command({.words = {"/usr/bin/script", "-qec", line, "/dev/null"},
                        .folder = folder_.path(),
                        .environment = {"lockstep=" + built_command()}})
        .output;
  };
  const std::string red = "\x1b[31mREFUTED\x1b[0m";
  EXPECT_THAT(on_terminal("LC_ALL=C.UTF-8", ""), testing::AllOf(HasSubstr(red), HasSubstr("│")));
  EXPECT_THAT(on_terminal("LC_ALL=C", ""), testing::AllOf(HasSubstr(red), Not(HasSubstr("│"))));
  EXPECT_THAT(on_terminal("LC_ALL=C", "--no-color"), Not(HasSubstr("\x1b[31m")));
  EXPECT_THAT(on_terminal("LC_ALL=C NO_COLOR=1", ""), Not(HasSubstr("\x1b[31m")));
}

}  // namespace
}  // namespace lockstep::tests
