// SPDX-License-Identifier: GPL-2.0-only
// What the README says is true.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string readme() { return content_of(LOCKSTEP_SOURCE_DIR "/README.md"); }

// The fenced blocks of one language, without their fences.
std::vector<std::string> blocks(const std::string& language) {
  std::vector<std::string> found;
  std::istringstream stream(readme());
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      found.back() += line + "\n";
    } else if (line == "```" + language) {
      inside = true;
      found.emplace_back();
    }
  }
  return found;
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

// Expects `printed` to be `shown`, in which a line "[...]" stands for any number of lines.
void expect_shown(const std::string& shown, const std::string& printed) {
  const std::string_view gap = "[...]\n";
  std::size_t begin = 0;  // of what is not compared yet
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = std::min(shown.find(gap, at), shown.size());
    const std::string part = shown.substr(at, end - at);
    const std::size_t found = printed.find(part, begin);
    ASSERT_NE(found, std::string::npos) << part << "is not in\n" << printed;
    EXPECT_TRUE(at != 0 || found == 0) << part;
    begin = found + part.size();
    at = end + gap.size();
  }
  EXPECT_TRUE(shown.ends_with(gap) || begin == printed.size()) << printed.substr(begin);
}

// "$ lockstep ARGUMENTS", then what that prints.
TEST(Readme, ShowsWhatTheCommandPrints) {
  const std::vector<std::string> shown = blocks("console");
  ASSERT_THAT(shown, Not(IsEmpty()));
  for (const std::string& block : shown) {
    const std::size_t line_end = block.find('\n');
    std::vector<std::string> command = words(block.substr(0, line_end));
    ASSERT_GE(command.size(), 2u);
    ASSERT_EQ(command[0] + command[1], "$lockstep");
    if (command[2] == "check") {
      // With a time limit, a slow machine gets less far; and notes, which come last, are not shown.
      command.insert(command.end(), {"--no-faults", "--runs", "200000"});
    }
    const CommandResult run = run_lockstep({command.begin() + 2, command.end()});
    expect_shown(block.substr(line_end + 1), run.output);
  }
}

// The commands that compile and check a patch of one's own, in a folder that looks like the
// checkout.
std::string script_for_own_patch(TemporaryFolder& folder) {
  for (const char* const name : {"kernel", "reference", "variants"}) {
    std::filesystem::create_directory_symlink(std::filesystem::path(LOCKSTEP_SOURCE_DIR) / name,
                                              folder.path() / name);
  }
  std::string script = blocks("sh").at(0);
  const std::string_view for_races = " -fsanitize=thread";
  if (!watches_races()) script.erase(script.find(for_races), for_races.size());
  const std::string_view check = "lockstep check";
  script.insert(script.find(check) + check.size(), " --no-faults --runs 200000");
  return script;
}

// With `command` in the path, in the script's folder.
CommandResult run_script(const TemporaryFolder& folder, const std::string& command) {
  const auto path = std::filesystem::path(command).parent_path();
  const std::string words = "PATH='" + path.string() + "':$PATH exec bash -e script";
  return run_command({.words = {"bash", "-c", words}, .folder = folder.path()});
}

TEST(Readme, SaysHowToCheckAPatchOfOnesOwn) {
  TemporaryFolder folder;
  ASSERT_EQ(blocks("sh").size(), 1u);
  folder.add("script", script_for_own_patch(folder));
  const CommandResult run = run_script(folder, built_command());
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output,
              HasSubstr("Claim    my_patch.so behaves like before: no functional change\n"));
  EXPECT_THAT(run.output, HasSubstr("my_patch.so: loaded from my_patch.so (my_patch.c)\n"));
  EXPECT_THAT(run.output, HasSubstr("source        my_patch.c:22\n"));
}

// What a report says was found, and how it can be seen; but not what it took to find it.
std::vector<std::string> findings(const CommandResult& run) {
  std::vector<std::string> found = {std::to_string(run.status)};
  for (const char* const part : {"Verdict ", "Discrepancy ", "Reproducer ", "    task "}) {
    for (const std::string& line : lines_with(run.output, part)) found.push_back(line);
  }
  return found;
}

// One file, in the tested command and in the one that the tests belong to: in ci/test, with
// ThreadSanitizer and without.
TEST(Readme, CompilesWhatEveryBuildJudgesAlike) {
  TemporaryFolder folder;
  folder.add("script", script_for_own_patch(folder));
  const CommandResult compiled = run_script(folder, built_command());
  const CommandResult loaded =
      run_command({.words = {own_command(), "check", "--no-faults", "--runs", "200000", "--variant",
                             "my_patch.so"},
                   .folder = folder.path()});
  EXPECT_EQ(loaded.status, 1) << loaded.errors;
  EXPECT_EQ(findings(compiled), findings(loaded));
}

TEST(Readme, LinksToFilesThatAreThere) {
  std::string text = readme();
  int links = 0;
  for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos;) {
    const std::size_t end = text.find(')', at);
    const std::string target = text.substr(at + 2, end - at - 2);
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(LOCKSTEP_SOURCE_DIR) / target))
        << target;
    at = end;
    ++links;
  }
  EXPECT_GE(links, 8);
}

}  // namespace
}  // namespace lockstep::tests
