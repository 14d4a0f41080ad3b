// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lockstep/import/changed_files.h"
#include "lockstep/import/kernel_sources.h"
#include "lockstep/import/patch.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// The files of a tree while patches are applied to them: those that are taken, and whatever a
/// patch makes or renames that may become one of these. Others are left alone.
class PatchedTree {
 public:
  /// Both must outlive it.
  PatchedTree(const KernelSources& sources, const ScratchFolder& scratch);

  /// Applies a patch as `git apply` does. Throws InputError; where the patch does not apply, with
  /// the file and the hunk.
  void apply(const Patch& patch);

  /// The files as they are now; a tree file that is gone is looked for among those that were made.
  /// Throws InputError if it is not there.
  KernelSources sources() const;

  /// The names of files that patches change, and that are not among sources().files.
  std::set<std::string> not_taken() const;

 private:
  std::vector<ChangedFile> read_names(const Patch& patch, unsigned& strip) const;
  bool concerns_us(const std::vector<ChangedFile>& files) const;
  void expect_top_folder(const Patch& patch, const std::vector<ChangedFile>& files) const;
  bool is_wanted(const ChangedFile& file);
  void note_what_is_gone(const Patch& patch);
  std::optional<std::string> find_moved(const TreeFile& file) const;
  std::string place_now(const TreeFile& file) const;
  std::optional<std::string> read(const std::string& name) const;
  [[noreturn]] void fail(const Patch& patch, const std::string& errors) const;
  std::string first_rejected(const std::string& name) const;

  const KernelSources& sources_;
  const ScratchFolder& scratch_;
  std::set<std::string> ours_;                  // names of files that are here, or were
  std::map<std::string, std::string> renamed_;  // from, to
  std::map<std::string, std::string> gone_;     // tree files, and the origin of what removed them
  std::set<std::string> changed_;               // names that patches change
};

/// What came of applying patches.
struct PatchedSources {
  KernelSources sources;            ///< named "HEAD + series.mbox"
  std::set<std::string> not_taken;  ///< names of files that the patches change, too, and of mails
};

/// Whether patches of a series may be missing.
enum class MissingPatches : std::uint8_t { kRefused, kAllowed };

/// Applies patch files (see read_patch_file()) in this order, as `git am` does, to the files that
/// there are. Throws InputError; where a patch does not apply, with its name, the file and the
/// hunk.
PatchedSources apply_patches(const KernelSources& sources,
                             const std::vector<std::filesystem::path>& patch_files,
                             MissingPatches allowed = MissingPatches::kRefused);

}  // namespace lockstep
