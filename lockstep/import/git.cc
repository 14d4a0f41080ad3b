// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/git.h"

#include <fmt/format.h>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

ProgramResult run(ProgramCall call) {
  call.words.insert(call.words.begin(), "git");
  try {
    return run_program(call);
  } catch (const ProgramMissing& error) {
    throw InputError(fmt::format("cannot run git: {}", error.what()));
  }
}

// A hook of another repository, say, sets these: git would look there instead of where it is told.
const std::vector<std::string> kOfARepository = {
    "GIT_DIR=",       "GIT_WORK_TREE=",    "GIT_INDEX_FILE=", "GIT_OBJECT_DIRECTORY=",
    "GIT_COMMON_DIR", "GIT_PREFIX=",       "GIT_NAMESPACE=",  "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
    "GIT_TRACE",      "GIT_SHALLOW_FILE=", "GIT_GRAFT_FILE="};

}  // namespace

ProgramResult run_git(const std::filesystem::path& tree, const std::vector<std::string>& words) {
  ProgramCall call;
  // A partial clone would fetch what it lacks, into the user's repository.
  call.words = {"--no-pager",           "-c", "protocol.allow=never", "-c",
                "core.fsmonitor=false", "-C", tree.string()};
  call.words.insert(call.words.end(), words.begin(), words.end());
  call.environment = environment_with({"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"},
                                      kOfARepository);
  return run(std::move(call));
}

ProgramResult run_git_outside(const ScratchFolder& scratch, const std::filesystem::path& where,
                              const std::vector<std::string>& words,
                              const std::filesystem::path& input) {
  ProgramCall call;
  call.words = words;
  call.folder = scratch.path() / where;
  call.input = input;
  call.group = scratch.group();
  // A repository that is none: an enclosing one is not looked for.
  call.environment = environment_with(
      {"LC_ALL=C", "GIT_DIR=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null"},
      {"GIT_"});
  return run(std::move(call));
}

std::string first_complaint(const ProgramResult& result) {
  std::string_view line = result.errors;
  line = line.substr(0, line.find('\n'));
  for (const std::string_view prefix : {"error: ", "fatal: "}) {
    if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
  }
  return line.empty() ? fmt::format("git ended with status {}", result.status) : printable(line);
}

}  // namespace lockstep
