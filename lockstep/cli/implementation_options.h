// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/cli/tree_options.h"
#include "lockstep/program/operation_set.h"

namespace lockstep {

/// The first two implementations that are built in.
const lockstep_implementation& default_reference();
const lockstep_implementation& default_variant();

/// The options that say which implementations are compared, which several commands share: they are
/// named, or revisions of a kernel tree.
class ImplementationOptions {
 public:
  std::string reference = default_reference().name;
  std::vector<std::string> variants = {default_variant().name};

  ComparedRevisions revisions;

  /// --reference and --variant only.
  void add_to(CLI::App& command);
  /// The options of a kernel tree as well.
  void add_all_to(CLI::App& command);
  /// --primitives, for commands that say what refutes.
  void add_primitives_to(CLI::App& command);

  /// Imports revisions if the user gave some; `reference` and `variants` are these from then on.
  void import(bool quiet);

  /// What is different between revisions that were imported, of which these operations are made;
  /// nothing if the sides are not from a tree.
  std::optional<Changes> changes(const OperationSet& operations) const;

  const lockstep_implementation& resolve_reference() const;
  /// Resolves a member of `variants`.
  static const lockstep_implementation& resolve_variant(const std::string& name);
  /// The one member of `variants`; throws InputError if there are several. `what_for` is for the
  /// message.
  const lockstep_implementation& resolve_one_variant(std::string_view what_for) const;

  /// Whether what a primitive shows refutes when it is called directly: if the user wants so, and
  /// between implementations that are built in, whose primitives are what is compared.
  bool count_primitives() const;

  /// What was given to --reference; empty if that is the default.
  std::string given_reference() const;

  /// Both sides' names with hashes of the code: different whenever an implementation may be. A
  /// built-in one is as the command is.
  std::string identify() const;

 private:
  bool primitives_ = false;
};

/// The shared objects of the seeded bugs, sorted by name, that lie beside this command, as built or
/// as installed. Throws InputError if there are none.
std::vector<std::filesystem::path> find_mutants_beside_command();

}  // namespace lockstep
