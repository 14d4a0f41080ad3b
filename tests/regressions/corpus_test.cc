// SPDX-License-Identifier: GPL-2.0-only
// Runs programs that once showed something on every implementation. Lines "# shows: VARIANT
// FINGERPRINT" in corpus/regressions/ say what they have to show now; everything else has to be the
// same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "lockstep/base/files.h"
#include "tests/regression.h"

namespace lockstep {
namespace {

const std::filesystem::path kFolder = LOCKSTEP_SOURCE_DIR "/corpus/regressions";

using Expected = std::map<std::string, Comparison::Fingerprints>;

Expected expected_of(const std::string& text) {
  Expected expected;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash;
    std::string shows;
    std::string variant;
    std::string fingerprint;
    if (words >> hash >> shows >> variant >> fingerprint && hash == "#" && shows == "shows:") {
      expected[variant].insert(fingerprint);
    }
  }
  return expected;
}

class RegressionCorpus : public testing::TestWithParam<std::string> {};

TEST_P(RegressionCorpus, ShowsWhatItSaysAndNothingElseOnEveryImplementation) {
  const std::string text = read_input(kFolder / (GetParam() + ".txt"));
  Expected expected = expected_of(text);
  for (const lockstep_implementation* const variant : built_in_implementations()) {
    Comparison comparison("before", variant->name, text);
    EXPECT_EQ(comparison.in_lockstep(), expected[variant->name]) << variant->name;
    EXPECT_EQ(comparison.in_races(), expected[variant->name]) << variant->name;
    EXPECT_EQ(comparison.in_outcome_sets(), expected[variant->name]) << variant->name;
  }
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const auto& file : list_folder(kFolder)) {
    if (file.extension() == ".txt") names.push_back(file.stem().string());
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Programs, RegressionCorpus, testing::ValuesIn(names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace lockstep
