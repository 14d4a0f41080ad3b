// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/installation.h"

#include <gtest/gtest.h>

#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {

Installation::Installation(std::filesystem::path prefix) : prefix_(std::move(prefix)) {
  const CommandResult done =
      run_command({.words = {"cmake", "--install", built_file(""), "--prefix", prefix_.string()},
                   .environment = {}});
  EXPECT_EQ(done.status, 0) << done.errors
                            << "are lockstep_mutants, lockstep_manual and lockstep_model built?";
}

Command Installation::command(const std::vector<std::string>& arguments) const {
  Command command = {.words = {file("bin/lockstep")}, .folder = prefix_, .environment = {}};
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace lockstep::tests
