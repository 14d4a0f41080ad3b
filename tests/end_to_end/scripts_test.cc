// SPDX-License-Identifier: GPL-2.0-only
// The scripts in ci/ and bench/ say what they are for, and refuse arguments that they do not know.
// ci/test runs what they do otherwise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// Names in the checkout.
std::vector<std::string> scripts() {
  std::vector<std::string> names;
  for (const char* const folder : {"ci", "bench"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(LOCKSTEP_SOURCE_DIR) / folder)) {
      const bool executable =
          (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
      if (!entry.is_regular_file() || !executable) continue;
      names.push_back(entry.path().lexically_relative(LOCKSTEP_SOURCE_DIR).string());
    }
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> scripts_with_options() {
  std::vector<std::string> names = scripts();
  std::erase(names, "ci/check");  // there, `lockstep check` refuses it, once it is built
  return names;
}

class Script : public ::testing::TestWithParam<std::string> {
 protected:
  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), (fs::path(LOCKSTEP_SOURCE_DIR) / GetParam()).string());
    return run_command({.words = arguments, .folder = folder_.path(), .environment = {}});
  }

  /// The answer to a mistake is one line that says how the script is called. Nothing is made.
  void expect_refused(const std::vector<std::string>& arguments) const {
    const CommandResult refused = run(arguments);
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.output, IsEmpty());
    EXPECT_THAT(refused.errors, StartsWith(GetParam() + ": "));
    EXPECT_THAT(refused.errors, HasSubstr("; usage: " + GetParam()));
    EXPECT_THAT(lines_with(refused.errors, ""), SizeIs(1));
    EXPECT_TRUE(fs::is_empty(folder_.path()));
  }

  const TemporaryFolder folder_;
};

TEST_P(Script, SaysHowItIsCalled) {
  for (const char* const option : {"--help", "-h"}) {
    const CommandResult help = run({option});
    EXPECT_EQ(help.status, 0) << help.errors;
    EXPECT_THAT(help.errors, IsEmpty());
    // ci/check takes the arguments of `lockstep check`, which reports mistakes in them itself once
    // it is built.
    const bool of_command = GetParam() == "ci/check" && help.output.starts_with("Compare");
    EXPECT_THAT(help.output,
                HasSubstr(of_command ? "Usage: lockstep check" : "\nusage: " + GetParam()));
  }
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

class ScriptWithOptions : public Script {};

TEST_P(ScriptWithOptions, RefusesWhatItDoesNotKnow) {
  expect_refused({"--no-such-option"});
  expect_refused({"--no-such-option", "value"});
  if (GetParam() != "ci/build") return;
  expect_refused({});
  expect_refused({"relaese"});
  expect_refused({"release", "--target"});
}

std::string name_of(const ::testing::TestParamInfo<std::string>& tested) {
  std::string name = tested.param;
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == '.' || c == '-'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(OfEveryPurpose, Script, ::testing::ValuesIn(scripts()), name_of);
INSTANTIATE_TEST_SUITE_P(OfEveryPurpose, ScriptWithOptions,
                         ::testing::ValuesIn(scripts_with_options()), name_of);

TEST(Scripts, AreThere) { EXPECT_GE(scripts().size(), 20u); }

/// A script that prints how addresses are randomized in the place where it goes on.
class Randomization : public ::testing::Test {
 protected:
  Randomization() {
    const std::string ci = std::string(LOCKSTEP_SOURCE_DIR) + "/ci";
    folder_.add("script", "#!/usr/bin/env bash\nset -euo pipefail\nsource " + ci +
                              "/usage.bash\nsource " + ci +
                              "/randomization.bash\nlimit_randomization \"$@\"\n"
                              "echo \"$* $(</proc/self/personality)\"\n");
    fs::permissions(folder_.path() / "script", fs::perms::owner_all);
  }

  CommandResult run_with(const std::string& bits, const std::string& path = "") {
    const std::string file = folder_.add("bits", bits + "\n");
    return run_command(
        {.words = {"./script", "a b", "c"},
         .folder = folder_.path(),
         .environment = {"LOCKSTEP_RANDOM_BITS=" + file, "PATH=" + path + std::getenv("PATH")}});
  }

  TemporaryFolder folder_;
};

TEST_F(Randomization, StaysAsItIsWhereThreadSanitizerHasRoomForIt) {
  EXPECT_EQ(run_with("28").output, run_with("0").output);
  EXPECT_EQ(run_with("28").output, "a b c 00000000\n");
}

TEST_F(Randomization, IsTurnedOffForAScriptWhereThreadSanitizerHasNoRoomForIt) {
  for (const char* const bits : {"29", "32"}) {
    const CommandResult run = run_with(bits);
    EXPECT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, "a b c 00040000\n");
  }
}

TEST_F(Randomization, ThatCannotBeTurnedOffIsToldOf) {
  fs::create_directory(folder_.path() / "denied");
  folder_.add("denied/setarch", "#!/bin/sh\nexit 1\n");
  fs::permissions(folder_.path() / "denied/setarch", fs::perms::owner_all);
  const CommandResult run = run_with("32", (folder_.path() / "denied").string() + ":");
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.errors, HasSubstr("vm.mmap_rnd_bits is 32, too much for ThreadSanitizer: "
                                    "sudo sysctl vm.mmap_rnd_bits=28\n"));
  EXPECT_THAT(lines_with(run.errors, ""), SizeIs(1));
}

}  // namespace
}  // namespace lockstep::tests
