// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/import/import.h"

namespace lockstep {

/// A kernel tree, patches and a compiler: options that all importing commands share.
struct TreeOptions {
  std::string tree;
  std::vector<std::string> patches;
  std::string compiler;

  /// Returns the option --tree.
  CLI::Option* add_to(CLI::App& command);

  /// The files of a revision, or as they lie in the tree if there is none.
  KernelSources read(const std::optional<std::string>& revision) const;

  /// Applies the patches. Says what they change that is not compared.
  KernelSources patch(const KernelSources& sources) const;

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

  const std::filesystem::path& base() const { return base_object_.file; }
  const std::filesystem::path& head() const { return head_object_.file; }

  /// The options again, as one may type them; empty if they were not given.
  std::string arguments() const;

 private:
  void validate() const;

  TreeOptions tree_;
  std::optional<std::string> base_;
  std::optional<std::string> head_;
  ImportedObject base_object_;
  ImportedObject head_object_;
};

}  // namespace lockstep
