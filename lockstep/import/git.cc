// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/git.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/kernel_sources.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

ProgramResult run(ProgramCall call) {
  call.words.insert(call.words.begin(), "git");
  try {
    return run_program(call);
  } catch (const ProgramMissing& error) {
    throw InputError(fmt::format("cannot run git: {}", error.what()));
  }
}

// Hooks of other repositories, for example, set these: git would look there and not where it is
// told.
const std::vector<std::string> kOfARepository = {
    "GIT_DIR=",       "GIT_WORK_TREE=",    "GIT_INDEX_FILE=", "GIT_OBJECT_DIRECTORY=",
    "GIT_COMMON_DIR", "GIT_PREFIX=",       "GIT_NAMESPACE=",  "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
    "GIT_TRACE",      "GIT_SHALLOW_FILE=", "GIT_GRAFT_FILE="};

constexpr std::size_t kShortHash = 12;

// What git prints with -z.
std::vector<std::string> split_at_zeros(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, '\0');) parts.push_back(part);
  return parts;
}

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
  // With a repository that does not exist, git does not look for an enclosing one.
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

Commit::Commit(fs::path tree, std::string revision)
    : tree_(std::move(tree)), revision_(std::move(revision)) {
  if (run_git(tree_, {"rev-parse", "--git-dir"}).status != 0) fail_tree();
  const ProgramResult parsed =
      run_git(tree_, {"rev-parse", "--verify", "--end-of-options", revision_ + "^{commit}"});
  hash_ = parsed.output.substr(0, parsed.output.find('\n'));
  if (parsed.status == 0 && !revision_.empty()) return;
  throw InputError(fmt::format("{}: there is no revision '{}'", printable(tree_.string()),
                               printable(revision_)));
}

std::optional<std::string> Commit::read(const std::string& name) const {
  ProgramResult blob = run_git(tree_, {"cat-file", "blob", hash_ + ":" + name});
  if (blob.status == 0) return std::move(blob.output);
  const ProgramResult entry = run_git(tree_, {"ls-tree", "--full-tree", hash_, "--", name});
  if (entry.status == 0 && entry.output.empty()) return std::nullopt;
  throw InputError(fmt::format("{}: cannot read {}: {}", shown(), name, first_complaint(blob)));
}

std::optional<std::string> Commit::find_renamed(const Commit& before,
                                                const std::string& name) const {
  std::vector<std::string> arguments = {
      "diff-tree", "-r", "-M", "--diff-filter=R", "--name-status", "-z", before.hash_, hash_, "--"};
  for (const std::string_view folder : kSourceTree.folders) {
    arguments.push_back(fmt::format(":(top){}", folder));
  }
  const ProgramResult renamed = run_git(tree_, arguments);
  const std::vector<std::string> parts = split_at_zeros(renamed.output);
  for (std::size_t i = 0; i + 2 < parts.size(); i += 3) {
    if (parts[i + 1] == name) return parts[i + 2];
  }
  return std::nullopt;
}

std::vector<std::string> Commit::changed_since(const Commit& before) const {
  const ProgramResult changed =
      run_git(tree_, {"diff-tree", "-r", "--no-renames", "--name-only", "-z", before.hash_, hash_});
  return changed.status == 0 ? split_at_zeros(changed.output) : std::vector<std::string>();
}

std::string Commit::shown() const {
  return fmt::format("{}: '{}'", printable(tree_.string()), printable(revision_));
}

std::string Commit::summary() const {
  const std::string text = run_git(tree_, {"cat-file", "commit", hash_}).output;
  const std::size_t header_end = std::min(text.find("\n\n"), text.size());
  const std::string message = text.substr(std::min(header_end + 2, text.size()));
  return fmt::format("{} \"{}\"", hash_.substr(0, kShortHash),
                     printable(message.substr(0, message.find('\n'))));
}

void Commit::fail_tree() const {
  std::error_code error;
  if (!fs::is_directory(tree_, error)) {
    throw InputError(fmt::format("--tree: there is no folder {}", printable(tree_.string())));
  }
  const ProgramResult result = run_git(tree_, {"rev-parse", "--git-dir"});
  throw InputError(fmt::format("--tree: {} is not a git tree: {}", printable(tree_.string()),
                               first_complaint(result)));
}

}  // namespace lockstep
