// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace lockstep {

/// The files of a kernel tree that an import takes, by their names there.
inline constexpr const char* kLockFile = "mm/mmap_lock.c";
inline constexpr const char* kLockHeader = "include/linux/mmap_lock.h";
/// Only from trees in which kLockFile lacks the write side of the lock (before v6.16).
inline constexpr const char* kMemoryFile = "mm/memory.c";

/// What an implementation is made from.
struct KernelSources {
  std::string name;     ///< as the user typed it, on one line: "v6.19", "HEAD + series.mbox"
  std::string summary;  ///< one line: the commit, or the folder
  std::map<std::string, std::string> files;  ///< contents by name
};

/// Reads the files of a revision. `tree` is in a git repository, which stays as it is; `revision`
/// is anything that names a commit. Throws InputError: no repository, no such commit, no such file.
KernelSources read_revision(const std::filesystem::path& tree, const std::string& revision);

/// Reads the files as they lie in a folder. Throws InputError.
KernelSources read_folder(const std::filesystem::path& tree);

/// Whether the C file defines the write side of the per-VMA lock.
bool defines_write_side(const std::string& c_file);

}  // namespace lockstep
