// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/fuzz_options.h"

#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

FuzzOptions parse(std::vector<std::string> words, const char* environment = nullptr) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return parse_fuzz_options(arguments, environment);
}

std::string mistake_in(const char* environment) {
  try {
    parse({}, environment);
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(FuzzOptions, AreThoseOfTheMainJobByDefault) {
  const FuzzOptions options = parse({"fuzz_check", "-runs=1", "corpus"});
  EXPECT_EQ(options.implementations.reference, "before");
  EXPECT_EQ(options.implementations.variants, std::vector<std::string>{"v3"});
  EXPECT_EQ(options.configurations.size(), 4u);
  EXPECT_FALSE(options.faults);
  EXPECT_TRUE(options.known.empty());
  EXPECT_TRUE(options.feedback.reads_from);
  EXPECT_TRUE(options.feedback.states);
}

TEST(FuzzOptions, AreWhatFollowsTheArgumentsOfLibFuzzer) {
  const FuzzOptions options =
      parse({"fuzz_check", "-runs=1", "-ignore_remaining_args=1", "--variant", "merged", "--faults",
             "--config", "DEBUG_VM=on", "--feedback", "code,states"});
  EXPECT_EQ(options.implementations.variants, std::vector<std::string>{"merged"});
  EXPECT_EQ(options.configurations.size(), 2u);
  EXPECT_TRUE(options.faults);
  EXPECT_FALSE(options.feedback.reads_from);
  EXPECT_TRUE(options.feedback.states);
}

TEST(FuzzOptions, ComeFromTheEnvironmentUnlessTheCommandLineSaysOtherwise) {
  const char* const environment = "--config 'DEBUG_VM=off' --feedback code";
  EXPECT_EQ(parse({}, environment).configurations.size(), 2u);
  const FuzzOptions options =
      parse({"-ignore_remaining_args=1", "--config", "DEBUG_VM=off,LOCKDEP=on"}, environment);
  EXPECT_EQ(options.configurations.size(), 1u);
  EXPECT_FALSE(options.feedback.states);
}

TEST(FuzzOptions, HaveNoEmptyValues) {
  EXPECT_EQ(mistake_in("--variant ''"), "--variant: expected a value, found an empty one");
  EXPECT_EQ(mistake_in("--variant v3 --known \"\""),
            "--known: expected a value, found an empty one");
  EXPECT_EQ(mistake_in("--config= --faults"), "--config: expected a value, found an empty one");
}

TEST(FuzzOptions, SayWhatIsWrongInOneLine) {
  EXPECT_EQ(mistake_in("--feedback reads"),
            "--feedback: expected code, reads-from and states, with commas, found 'reads'");
  EXPECT_EQ(mistake_in("--nothing"),
            "The following argument was not expected: --nothing; expected --reference, --variant, "
            "--config, --known, --feedback, --primitives or --faults");
  EXPECT_EQ(mistake_in("--known /nowhere"), "cannot read /nowhere: No such file or directory");
}

using Names = std::vector<std::string>;

class ExecutableOptions : public testing::Test {
 protected:
  ExecutableOptions() {
    std::filesystem::create_directory(folder_.path() / "known");
    folder_.add("known/merged.txt", "0123456789abcdef\n");
  }

  FuzzOptions options_of(const std::string& name, FuzzOptions options = {}) const {
    add_executable_options(folder_.path() / name, options);
    return options;
  }

  TemporaryFolder folder_;
};

TEST_F(ExecutableOptions, AreNoneForThePlainName) {
  const FuzzOptions options = options_of("fuzz_check");
  EXPECT_EQ(options.implementations.variants, Names{"v3"});
  EXPECT_TRUE(options.known.empty());
}

TEST_F(ExecutableOptions, NameTheVariantAndWhatIsKnownOfIt) {
  const FuzzOptions options = options_of("fuzz_check_merged");
  EXPECT_EQ(options.implementations.variants, Names{"merged"});
  ASSERT_EQ(options.known.entries().size(), 1u);
  EXPECT_EQ(options.known.entries()[0].fingerprint, "0123456789abcdef");
}

TEST_F(ExecutableOptions, GiveWayToThoseOfTheUser) {
  FuzzOptions given;
  given.implementations.variants = {"other"};
  given.known_file = "list";
  const FuzzOptions options = options_of("fuzz_check_merged", given);
  EXPECT_EQ(options.implementations.variants, Names{"other"});
  EXPECT_EQ(options.known_file, "list");
  EXPECT_TRUE(options.known.empty());
}

}  // namespace
}  // namespace lockstep
