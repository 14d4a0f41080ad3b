// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/apply_patches.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/patch.h"
#include "lockstep/import/patch_file.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamed = 5;

void expect_whole_series(const std::vector<PatchFile>& files, std::vector<std::string> missing) {
  if (missing.empty()) return;
  const std::size_t more = missing.size() - std::min(missing.size(), kMostNamed);
  missing.resize(missing.size() - more);
  throw InputError(
      fmt::format("{}: of a series, {}{} {} missing: expected all of it, or "
                  "--partial-series",
                  files.back().name, fmt::join(missing, ", "),
                  more == 0 ? "" : fmt::format(" and {} more", more),
                  missing.size() + more == 1 ? "is" : "are"));
}

// The name of a folder may end in a slash.
std::string name_of(const fs::path& file) {
  return printable((file.has_filename() ? file : file.parent_path()).filename().string());
}

}  // namespace

PatchedSources apply_patches(const KernelSources& sources, const std::vector<fs::path>& patch_files,
                             MissingPatches allowed) {
  if (patch_files.empty()) return {sources, {}};
  const ScratchFolder scratch;
  std::vector<PatchFile> files;
  files.reserve(patch_files.size());
  for (const fs::path& file : patch_files) files.push_back(read_patch_file(file, scratch));
  expect_different(files);
  const std::vector<std::string> missing = missing_of_series(files);
  if (allowed == MissingPatches::kRefused) expect_whole_series(files, missing);
  PatchedTree tree(sources, scratch);
  for (const PatchFile& file : files) {
    for (const Patch& patch : file.patches) tree.apply(patch);
  }
  PatchedSources patched = {tree.sources(), tree.not_taken()};
  patched.not_taken.insert(missing.begin(), missing.end());
  for (std::size_t i = 0; i < files.size(); ++i) {
    patched.sources.name += " + " + name_of(patch_files[i]);
    for (const std::string& subject : files[i].answers) {
      patched.not_taken.insert(fmt::format("\"{}\" in {}", subject, files[i].name));
    }
  }
  patched.sources.summary += patch_files.size() == 1
                                 ? ", patched"
                                 : fmt::format(", patched by {} files", patch_files.size());
  return patched;
}

}  // namespace lockstep
