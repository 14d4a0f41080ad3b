// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/tested_build.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace lockstep::tests {

std::string built_file(const std::string& name) {
  const char* const other = std::getenv("LOCKSTEP_TESTED_BUILD");
  return (std::filesystem::absolute(other ? other : LOCKSTEP_BUILD_DIR) / name).string();
}

std::string built_command() { return built_file("lockstep/cli/lockstep"); }

std::string own_command() { return LOCKSTEP_BUILD_DIR "/lockstep/cli/lockstep"; }

std::string build_setting(const std::string& name) {
  std::ifstream cache(built_file("CMakeCache.txt"));
  for (std::string line; std::getline(cache, line);) {
    if (line.starts_with(name + ":")) return line.substr(line.find('=') + 1);
  }
  return "";
}

bool has_thread_sanitizer() { return build_setting("LOCKSTEP_SANITIZER") == "thread"; }

bool has_sanitizer() { return !build_setting("LOCKSTEP_SANITIZER").empty(); }

bool watches_races() { return has_thread_sanitizer() || !has_sanitizer(); }

}  // namespace lockstep::tests
