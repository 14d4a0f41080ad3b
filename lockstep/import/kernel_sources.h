// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/program/bound_subject.h"

namespace lockstep {

constexpr SourceTree tree_or_blank(const SourceTree* tree) { return tree ? *tree : SourceTree{}; }

/// Where the subject is in kernel trees; blank if it is in none.
inline constexpr SourceTree kSourceTree = tree_or_blank(kSubject.source_tree);

/// The files that an import takes.
inline constexpr std::span<const TreeFile> kTreeFiles = kSourceTree.files;

/// Contents of the files of the user's tree, by their names there.
using SourceFiles = std::map<std::string, std::string>;

/// Reads a file of the tree; nothing if there is none. Throws InputError if it cannot be read.
using FileReader = std::function<std::optional<std::string>(const std::string& name)>;

/// What an implementation is made from.
struct KernelSources {
  std::string name;        ///< as the user typed it, on one line: "v6.19", "HEAD + series.mbox"
  std::string summary;     ///< one line: the commit, or the folder
  SourceFiles files;       ///< former ones where needed, and headers that only one side has
  FileReader others = {};  ///< any file of the tree; there may be no reader
  std::map<std::string, std::string> renamed = {};  ///< where tree files are now, by their names

  /// Where a tree file is now.
  std::string place_of(const TreeFile& file) const;

  /// Whether the lock's part is to be cut out of the former file.
  bool is_split(const TreeFile& file) const;

  /// Any file; nothing if there is none, or no reader.
  std::optional<std::string> find(const std::string& name) const;
};

/// Reads the files of a revision. `tree` is in a git repository, which stays as it is; `revision`
/// is anything that names a commit. A tree file that `base` has, a revision of the same repository,
/// and that is no longer there is looked for under another name, as git does. Throws InputError: no
/// repository, no such commit, no such file.
KernelSources read_revision(const std::filesystem::path& tree, const std::string& revision,
                            const std::optional<std::string>& base = std::nullopt);

/// Reads the files as they lie in a folder. Throws InputError.
KernelSources read_folder(const std::filesystem::path& tree);

/// The names of all files that are different in two revisions, sorted. Empty if git cannot tell.
std::vector<std::string> changed_between(const std::filesystem::path& tree, const std::string& base,
                                         const std::string& head);

/// The part of a file that is the per-VMA lock, in kernels that have it in mm/memory.c and
/// include/linux/mm.h: the outermost `#ifdef CONFIG_PER_VMA_LOCK` blocks that define its functions.
/// Each is preceded by a #line directive, so that positions are those in the whole file, which is
/// called `name`. Empty if there is none.
std::string cut_lock_blocks(const std::string& content, std::string_view name);

/// Adds to the files of one side what they include, directly or through each other, that is in its
/// tree and neither in that of the other side nor in kernel/: what a patch adds or removes is taken
/// as it is. Throws InputError if such a file cannot be read.
void take_own_headers(KernelSources& sources, const KernelSources& other);

}  // namespace lockstep
