// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {

/// For tests of what the world can do to a command, in a folder of their own.
class World : public ::testing::Test {
 protected:
  /// A line for a shell, in which $lockstep is the command.
  CommandResult shell(const std::string& line) const {
    return run_command({.words = {"/bin/sh", "-c", line},
                        .folder = folder_.path(),
                        .environment = {"lockstep=" + built_command()}});
  }

  static void expect_one_line(const CommandResult& run, int status, const std::string& message) {
    EXPECT_EQ(run.status, status) << run.errors;
    EXPECT_THAT(run.output, ::testing::IsEmpty());
    EXPECT_THAT(run.errors, ::testing::StartsWith("lockstep: "));
    EXPECT_THAT(run.errors, ::testing::HasSubstr(message));
    EXPECT_EQ(std::ranges::count(run.errors, '\n'), 1) << run.errors;
  }

  /// Names of files in the folder.
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

  const TemporaryFolder folder_;
};

}  // namespace lockstep::tests
