// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace lockstep {

/// A file of a kernel tree that an import takes, and where else what it should define may be.
struct TreeFile {
  std::string_view name;    ///< in the tree
  std::string_view symbol;  ///< what it defines
  std::string_view former;  ///< the file that defined that up to v6.15
};

inline constexpr std::array<TreeFile, 2> kTreeFiles = {
    {{"mm/mmap_lock.c", "__vma_start_write", "mm/memory.c"},
     {"include/linux/mmap_lock.h", "vma_end_read", "include/linux/mm.h"}}};

/// What an implementation is made from.
struct KernelSources {
  std::string name;     ///< as the user typed it, on one line: "v6.19", "HEAD + series.mbox"
  std::string summary;  ///< one line: the commit, or the folder
  std::map<std::string, std::string> files;  ///< contents by name; former ones where needed

  /// Whether the lock's part is to be cut out of the former file.
  bool is_split(const TreeFile& file) const;
};

/// Reads the files of a revision. `tree` is in a git repository, which stays as it is; `revision`
/// is anything that names a commit. Throws InputError: no repository, no such commit, no such file.
KernelSources read_revision(const std::filesystem::path& tree, const std::string& revision);

/// Reads the files as they lie in a folder. Throws InputError.
KernelSources read_folder(const std::filesystem::path& tree);

}  // namespace lockstep
