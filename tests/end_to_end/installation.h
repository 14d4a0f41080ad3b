// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {

/// The tested build, installed into a folder. Its targets lockstep_mutants and lockstep_manual have
/// to be built.
class Installation {
 public:
  explicit Installation(std::filesystem::path prefix);

  std::string file(const std::string& name) const { return (prefix_ / name).string(); }

  /// The installed command, run in the prefix.
  Command command(const std::vector<std::string>& arguments) const;
  CommandResult run(const std::vector<std::string>& arguments) const {
    return run_command(command(arguments));
  }

 private:
  std::filesystem::path prefix_;
};

}  // namespace lockstep::tests
