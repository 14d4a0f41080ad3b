// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/import/apply_patches.h"
#include "lockstep/import/changes.h"
#include "lockstep/import/import.h"

namespace lockstep {

/// A kernel tree, patches and a compiler: options that all importing commands share.
struct TreeOptions {
  std::string tree;
  std::vector<std::string> patches;
  std::string compiler;
  bool partial_series = false;

  /// Returns the option --tree.
  CLI::Option* add_to(CLI::App& command);

  /// The files of a revision, or as they lie in the tree if there is none. `base` is the revision
  /// before it, if that is known.
  KernelSources read(const std::optional<std::string>& revision,
                     const std::optional<std::string>& base = std::nullopt) const;

  /// Applies the patches. Says what they change that is not compared.
  PatchedSources patch(const KernelSources& sources) const;

  /// Compiles, and shows on the terminal that it does.
  ImportedObject import(const KernelSources& sources, bool quiet) const;
};

/// Both sides from one tree: --tree DIR --base REV --head REV --patch FILE...
class ComparedRevisions {
 public:
  void add_to(CLI::App& command);

  /// Whether the user gave any of it.
  bool given() const { return !tree_.tree.empty(); }

  /// Imports both sides. Throws InputError.
  void import(bool quiet);

  /// What is different, if these entries of the table are called. Only after import().
  Changes changes(std::span<const std::string_view> entries) const;

  const std::filesystem::path& base() const { return base_object_.file; }
  const std::filesystem::path& head() const { return head_object_.file; }

  /// The options again, as one may type them; empty if they were not given.
  std::string arguments() const;

 private:
  void validate() const;
  void find_not_compared(const PatchedSources& patched);

  TreeOptions tree_;
  std::optional<std::string> base_;
  std::optional<std::string> head_;
  KernelSources base_sources_;
  KernelSources head_sources_;
  ImportedObject base_object_;
  ImportedObject head_object_;
  std::vector<std::string> not_compared_;
};

}  // namespace lockstep
