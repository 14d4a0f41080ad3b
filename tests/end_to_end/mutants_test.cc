// SPDX-License-Identifier: GPL-2.0-only
// Every seeded bug has to be found, and to show what its file says that it shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = LOCKSTEP_SOURCE_DIR "/variants/mutants";

std::vector<std::string> mutants() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".c") names.push_back(entry.path().stem());
  }
  std::ranges::sort(names);
  return names;
}

/// What follows `label`, up to `end`; empty if the text has no such label.
std::string part_after(const std::string& text, const std::string& label, char end) {
  const std::size_t start = text.find(label);
  if (start == std::string::npos) return "";
  const std::size_t first = start + label.size();
  return text.substr(first, text.find(end, first) - first);
}

/// The kinds of discrepancy that a mutant's file says it shows.
std::vector<std::string> declared_kinds(const std::string& mutant) {
  std::ifstream file(kFolder / (mutant + ".c"));
  const std::string text(std::istreambuf_iterator<char>(file), {});
  std::istringstream list(part_after(text, "\n * Shows: ", '\n'));
  std::vector<std::string> kinds;
  for (std::string kind; std::getline(list >> std::ws, kind, ',');) kinds.push_back(kind);
  return kinds;
}

class Mutant : public testing::TestWithParam<std::string> {};

TEST_P(Mutant, IsRefutedByADiscrepancyOfAKindThatItsFileNames) {
  const TemporaryFolder folder;  // for reproducers that are too long for the report
  const CommandResult run = run_lockstep(
      {"check", "--no-faults", "--stop-at-first", "--runs", "300000", "--seed", "1", "--config",
       "DEBUG_VM=on,LOCKDEP=on", "--variant", built_file("variants/mutants/" + GetParam() + ".so")},
      folder.path());
  EXPECT_EQ(run.status, 1) << run.output << run.errors;
  EXPECT_THAT(declared_kinds(GetParam()),
              testing::Contains(part_after(run.output, "\nDiscrepancy 1: ", ',')));
}

INSTANTIATE_TEST_SUITE_P(SeededBugs, Mutant, testing::ValuesIn(mutants()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace lockstep::tests
