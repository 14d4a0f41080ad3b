// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/patch_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "lockstep/import/git.h"
#include "lockstep/import/mails.h"
#include "lockstep/import/quote.h"
#include "lockstep/import/scratch_folder.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPatchedTree = "tree";  // in the scratch folder

/// The names in the output of `git apply --numstat -z`: after two numbers and tabs each.
std::vector<std::string> names_of(const std::string& numstat) {
  std::vector<std::string> names;
  std::istringstream stream(numstat);
  for (std::string entry; std::getline(stream, entry, '\0');) {
    const std::size_t tab = entry.rfind('\t');
    if (tab != std::string::npos) names.push_back(entry.substr(tab + 1));
  }
  return names;
}

/// The files as they are, while patches are applied to them.
class PatchedTree {
 public:
  PatchedTree(const KernelSources& sources, const ScratchFolder& scratch)
      : sources_(sources), scratch_(scratch) {
    for (const auto& [name, content] : sources.files)
      scratch.write(fs::path(kPatchedTree) / name, content);
  }

  void apply(const Patch& patch) {
    const std::string strip = find_strip(patch);
    bool concerned = false;
    for (const std::string& name : changed_files(patch, strip)) {
      const bool ours = sources_.files.contains(name);
      concerned = concerned || ours;
      if (!ours) other_files_.insert(printable(name));
    }
    if (concerned) apply(patch, strip);
  }

  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files;
    for (const auto& [name, before] : sources_.files) {
      files[name] = read_input(scratch_.path() / kPatchedTree / name);
    }
    return files;
  }

  const std::set<std::string>& other_files() const { return other_files_; }

 private:
  std::vector<std::string> changed_files(const Patch& patch, const std::string& strip) const {
    const ProgramResult result = run_git_outside(
        scratch_, kPatchedTree, {"apply", "--numstat", "-z", strip, patch.diff.string()});
    if (result.status == 0) return names_of(result.output);
    throw InputError(fmt::format("{}: {}", patch.origin, first_complaint(result)));
  }

  // Diffs made with diff.noprefix have no a/ and b/ to strip.
  std::string find_strip(const Patch& patch) const {
    const ProgramResult result = run_git_outside(
        scratch_, kPatchedTree, {"apply", "--numstat", "-z", "-p0", patch.diff.string()});
    const bool as_is = std::ranges::any_of(names_of(result.output), [&](const std::string& name) {
      return sources_.files.contains(name);
    });
    return result.status == 0 && as_is ? "-p0" : "-p1";
  }

  void apply(const Patch& patch, const std::string& strip) const {
    std::vector<std::string> words = {"apply", "--reject", strip};
    for (const auto& [name, content] : sources_.files) words.push_back("--include=" + name);
    words.push_back(patch.diff.string());
    const ProgramResult result = run_git_outside(scratch_, kPatchedTree, words);
    if (result.status != 0) fail(patch, result);
  }

  [[noreturn]] void fail(const Patch& patch, const ProgramResult& result) const {
    static const std::regex rejected(R"(Applying patch (\S+) with [^]*?\nRejected hunk #(\d+))");
    std::smatch match;
    if (!std::regex_search(result.errors, match, rejected)) {
      throw InputError(
          fmt::format("{} does not apply: {}", patch.origin, first_error_line(result)));
    }
    throw InputError(fmt::format("{} does not apply: {}, hunk {}{}", patch.origin, match[1].str(),
                                 match[2].str(), first_rejected(match[1].str())));
  }

  static std::string first_error_line(const ProgramResult& result) {
    std::istringstream stream(result.errors);
    for (std::string line; std::getline(stream, line);) {
      if (line.starts_with("error: ")) return printable(line.substr(7));
    }
    return first_complaint(result);
  }

  // git leaves the hunks that it could not apply in a file.
  std::string first_rejected(const std::string& name) const {
    static const std::regex header("@@ -[0-9,]+ \\+[0-9,]+ @@");
    const std::string hunks = read_input(scratch_.path() / kPatchedTree / (name + ".rej"));
    std::smatch match;
    return std::regex_search(hunks, match, header) ? fmt::format(" ({})", match.str()) : "";
  }

  const KernelSources& sources_;
  const ScratchFolder& scratch_;
  std::set<std::string> other_files_;
};

}  // namespace

PatchedSources apply_patches(const KernelSources& sources,
                             const std::vector<fs::path>& patch_files) {
  if (patch_files.empty()) return {sources, {}};
  const ScratchFolder scratch;
  PatchedTree tree(sources, scratch);
  PatchedSources patched = {sources, {}};
  for (const fs::path& file : patch_files) {
    for (const Patch& patch : read_patch_file(file, scratch)) tree.apply(patch);
    patched.sources.name += " + " + printable(file.filename().string());
  }
  patched.sources.summary += patch_files.size() == 1
                                 ? ", patched"
                                 : fmt::format(", patched by {} files", patch_files.size());
  patched.sources.files = tree.files();
  patched.other_files = tree.other_files();
  return patched;
}

}  // namespace lockstep
