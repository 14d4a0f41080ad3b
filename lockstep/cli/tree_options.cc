// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/tree_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/cli/terminal_line.h"
#include "lockstep/import/patch_series.h"
#include "lockstep/program/files.h"
#include "lockstep/program/messages.h"
#include "lockstep/program/quote.h"

namespace lockstep {

CLI::Option* TreeOptions::add_to(CLI::App& command) {
  CLI::Option* const option =
      command
          .add_option("--tree", tree,
                      "A kernel tree to compile the lock of: a git tree or a folder")
          ->type_name("DIR");
  command.add_option("--patch", patches, "Patches to apply; may be given more than once")
      ->type_name("FILE")
      ->take_all()
      ->allow_extra_args(false)
      ->needs(option);
  command
      .add_option("--compiler", compiler, "The compiler for it (default: as Lockstep was built)")
      ->type_name("CC")
      ->needs(option);
  return option;
}

KernelSources TreeOptions::read(const std::optional<std::string>& revision) const {
  return revision ? read_revision(tree, *revision) : read_folder(tree);
}

KernelSources TreeOptions::patch(const KernelSources& sources) const {
  PatchedSources patched = apply_patches(sources, {patches.begin(), patches.end()});
  if (!patched.other_files.empty()) {
    say_note(
        fmt::format("changed, too, and not compared: {}", fmt::join(patched.other_files, ", ")));
  }
  return std::move(patched.sources);
}

ImportedObject TreeOptions::import(const KernelSources& sources, bool quiet) const {
  TerminalLine line(quiet);
  ImportOptions options;
  options.compiler = compiler;
  options.on_compile = [&](const std::string& name) {
    if (line.is_due()) line.show({"compiling " + name});
  };
  options.on_note = say_note;
  return import_implementation(sources, options);
}

void ComparedRevisions::add_to(CLI::App& command) {
  CLI::Option* const option = tree_.add_to(command);
  for (const char* const named : {"--reference", "--variant"}) {
    option->excludes(command.get_option(named));
  }
  command.add_option("--base", base_, "The revision before the patch")
      ->type_name("REV")
      ->needs(option);
  command.add_option("--head", head_, "The revision after it (default: --base, patched)")
      ->type_name("REV")
      ->needs(option);
}

void ComparedRevisions::validate() const {
  if (head_ && !base_) {
    throw InputError("--head: expected --base REV, too: the revision to compare with");
  }
  if (!head_ && tree_.patches.empty()) {
    throw InputError("--tree: expected --head REV or --patch FILE: there is nothing to compare");
  }
}

void ComparedRevisions::import(bool quiet) {
  validate();
  const KernelSources base = tree_.read(base_);
  const KernelSources head = tree_.patch(head_ ? tree_.read(head_) : base);
  if (base.files == head.files) say_note("the sources of base and head are the same");
  base_object_ = tree_.import(base, quiet);
  head_object_ = tree_.import(head, quiet);
}

std::string ComparedRevisions::arguments() const {
  if (!given()) return "";
  std::string text = "--tree " + shell_word(tree_.tree);
  if (base_) text += " --base " + shell_word(*base_);
  if (head_) text += " --head " + shell_word(*head_);
  for (const std::string& patch : tree_.patches) text += " --patch " + shell_word(patch);
  if (!tree_.compiler.empty()) text += " --compiler " + shell_word(tree_.compiler);
  return text;
}

}  // namespace lockstep
