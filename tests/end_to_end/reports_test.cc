// SPDX-License-Identifier: GPL-2.0-only
// Results in every format, as the command writes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/end_to_end/report_schema.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

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

// What code scanning asks for beyond the format: a rule for each result, a place in the checkout
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
  EXPECT_EQ(results[0]["partialFingerprints"]["lockstep/v1"], "60e23b9f166b31ee");
  const Json& place = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "variants/v3.c");
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

// The line with the command itself is what differs.
TEST_F(Reports, AreTheSameBytesTwiceInEveryFormat) {
  for (const std::string format : {"text", "mail", "html", "json", "junit", "sarif"}) {
    const std::vector<std::string> arguments = {"check", "--quiet",  "--runs",
                                                "3000",  "--format", format};
    EXPECT_EQ(run(arguments).output, run(arguments).output) << format;
  }
}

// A terminal is what script(1) makes.
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
