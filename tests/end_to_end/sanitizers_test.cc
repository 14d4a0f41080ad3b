// SPDX-License-Identifier: GPL-2.0-only
// Shared objects that were compiled with other sanitizers than the command: one line says what to
// do, and nothing is upheld only because nothing watched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Sanitizers : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string code = content_of(LOCKSTEP_SOURCE_DIR "/variants/vma_lock/merged.c");
    const std::string name = "lockstep_merged";
    code.replace(code.find(name), name.size(), "lockstep_implementation");
    folder_.add("patch.c", code);
  }

  void run_tool(std::vector<std::string> words) const {
    const CommandResult result = run_command({.words = words, .folder = folder_.path()});
    EXPECT_EQ(result.status, 0) << result.errors;
  }

  /// Compiles and links patch.so in one step.
  void build(const std::string& compiler, std::vector<std::string> flags) const {
    flags.insert(flags.begin(), {compiler, "-std=gnu11", "-g", "-O2", "-fPIC", "-shared", "-I",
                                 LOCKSTEP_SOURCE_DIR "/kernel", "patch.c", "-o", "patch.so"});
    run_tool(flags);
  }

  /// The same in two steps, with flags for each.
  void build_in_two_steps(const std::string& compiler, std::vector<std::string> flags,
                          const std::vector<std::string>& flags_of_linking = {}) const {
    flags.insert(flags.begin(), {compiler, "-std=gnu11", "-g", "-O2", "-fPIC", "-c", "-I",
                                 LOCKSTEP_SOURCE_DIR "/kernel", "patch.c", "-o", "patch.o"});
    run_tool(flags);
    std::vector<std::string> words = {compiler, "-shared", "patch.o", "-o", "patch.so"};
    words.insert(words.end(), flags_of_linking.begin(), flags_of_linking.end());
    run_tool(words);
  }

  CommandResult check() const {
    return run_lockstep(
        {"check", "--quiet", "--no-faults", "--runs", "30000", "--variant", "patch.so"},
        folder_.path());
  }

  void expect_taken() const {
    const CommandResult result = check();
    EXPECT_EQ(result.status, 0) << result.errors;
  }

  void expect_refused(const std::string& message) const {
    for (const char* const option : {"--variant", "--reference"}) {
      const CommandResult result =
          run_lockstep({"check", "--runs", "2000", option, "patch.so"}, folder_.path());
      EXPECT_EQ(result.status, 2) << result.errors;
      EXPECT_THAT(result.output, IsEmpty());
      EXPECT_THAT(result.errors, StartsWith(std::string("lockstep: ") + option + ": patch.so "));
      EXPECT_THAT(result.errors, HasSubstr(message));
      EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
    }
  }

  const std::string compiler_ = build_setting("CMAKE_C_COMPILER");
  const TemporaryFolder folder_;
};

TEST_F(Sanitizers, AreMissedInAnObjectThatTellsOfNoAccesses) {
  build(compiler_, {});
  if (watches_races()) {
    expect_refused(
        "was compiled without -fsanitize=thread, so nobody would see its data races: "
        "compile it with that flag\n");
  } else {
    expect_taken();
  }
}

TEST_F(Sanitizers, AreOfUseOnlyToACommandThatHasThem) {
  build_in_two_steps(compiler_, {"-fsanitize=thread"});
  if (watches_races()) {
    expect_taken();
  } else {
    expect_refused(
        "was compiled with -fsanitize=thread, which this build of Lockstep has not got: "
        "compile it without, or use a build that has it\n");
  }
}

TEST_F(Sanitizers, AreOfAnotherKindInAnObjectWithAddressSanitizer) {
  if (!watches_races()) {
    build_in_two_steps(compiler_, {"-fsanitize=address"});
    expect_taken();
    return;
  }
  build_in_two_steps(compiler_, {"-fsanitize=address"});
  expect_refused("was compiled with -fsanitize=address, which this build of Lockstep has not got");
}

// Otherwise the message would be "cannot allocate memory in static TLS block".
TEST_F(Sanitizers, OfGccAreNotLinkedIntoAnObject) {
  build("gcc", {"-fsanitize=thread"});
  expect_refused(watches_races()
                     ? "is linked with libtsan.so, which only a program can be: compile it with -c "
                       "-fsanitize=thread, and link it with -shared and without that flag\n"
                     : "was compiled with -fsanitize=thread, which this build of Lockstep has not "
                       "got: compile it without, or use a build that has it\n");
  build_in_two_steps("gcc", watches_races() ? std::vector<std::string>{"-fsanitize=thread"}
                                            : std::vector<std::string>{});
  expect_taken();
}

// Such a library ends a process that loads it.
TEST_F(Sanitizers, OfGccAreNotWaitingInALibrary) {
  build_in_two_steps("gcc", {}, {"-fsanitize=address"});
  expect_refused("is linked with libasan.so, which only a program can be");
}

}  // namespace
}  // namespace lockstep::tests
