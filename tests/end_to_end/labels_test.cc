// SPDX-License-Identifier: GPL-2.0-only
// A test that is renamed must not lose the builds in which it runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::Contains;

const fs::path tests = fs::path(LOCKSTEP_SOURCE_DIR) / "tests";

/// "Suite" and "Suite.Test", of all tests here, whether or not this build has them: some that lie
/// with other parts are run with the end-to-end tests.
std::set<std::string> suites_and_tests() {
  static const std::regex macro("(?:^|\n)TEST(?:_F|_P)?\\(([A-Za-z0-9]+),\\s*([A-Za-z0-9]+)");
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(tests)) {
    if (!entry.path().filename().string().ends_with("_test.cc")) continue;
    const std::string text = content_of(entry.path());
    for (std::sregex_iterator match(text.begin(), text.end(), macro), end; match != end; ++match) {
      names.insert((*match)[1]);
      names.insert((*match)[1].str() + "." + (*match)[2].str());
    }
  }
  return names;
}

/// The names in runs_in(BUILDS NAMES...).
std::vector<std::string> labelled() {
  static const std::regex call("\nruns_in\\(\"[^\"]*\"([^)]*)\\)");
  const std::string text = content_of(tests / "end_to_end/labels.cmake");
  std::vector<std::string> names;
  for (std::sregex_iterator match(text.begin(), text.end(), call), end; match != end; ++match) {
    std::istringstream words((*match)[1]);
    for (std::string word; words >> word;) names.push_back(word);
  }
  return names;
}

TEST(Labels, AreOfTestsThatExist) {
  const auto existing = suites_and_tests();
  const auto names = labelled();
  EXPECT_GE(names.size(), 30u);
  for (const std::string& name : names) EXPECT_THAT(existing, Contains(name));
}

}  // namespace
}  // namespace lockstep::tests
