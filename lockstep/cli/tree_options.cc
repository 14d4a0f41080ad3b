// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/tree_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/import/apply_patches.h"
#include "lockstep/import/kernel_sources.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostFilesNamed = 20;

}  // namespace

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
      .add_flag("--partial-series", partial_series,
                "Take patches of a series of which others are missing")
      ->needs(option);
  command
      .add_option("--compiler", compiler, "The compiler for it (default: as Lockstep was built)")
      ->type_name("CC")
      ->needs(option);
  return option;
}

KernelSources TreeOptions::read(const std::optional<std::string>& revision,
                                const std::optional<std::string>& base) const {
  return revision ? read_revision(tree, *revision, base) : read_folder(tree);
}

PatchedSources TreeOptions::patch(const KernelSources& sources) const {
  PatchedSources patched =
      apply_patches(sources, {patches.begin(), patches.end()},
                    partial_series ? MissingPatches::kAllowed : MissingPatches::kRefused);
  take_own_headers(patched.sources, sources);
  std::erase_if(patched.not_taken,
                [&](const std::string& name) { return patched.sources.files.contains(name); });
  if (!patched.not_taken.empty()) {
    say_note(fmt::format("changed, too, and not compared: {}", fmt::join(patched.not_taken, ", ")));
  }
  return patched;
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
  base_sources_ = tree_.read(base_);
  const PatchedSources patched = tree_.patch(head_ ? tree_.read(head_, base_) : base_sources_);
  head_sources_ = patched.sources;
  take_own_headers(base_sources_, patched.sources);
  take_own_headers(head_sources_, base_sources_);
  find_not_compared(patched);
  base_object_ = tree_.import(base_sources_, quiet);
  head_object_ = tree_.import(head_sources_, quiet);
}

void ComparedRevisions::find_not_compared(const PatchedSources& patched) {
  std::set<std::string> names = patched.not_taken;
  if (head_) {
    for (std::string& name : changed_between(tree_.tree, *base_, *head_)) {
      if (!base_sources_.files.contains(name)) names.insert(printable(name));
    }
  }
  std::erase_if(names, [&](const std::string& name) { return head_sources_.files.contains(name); });
  not_compared_.assign(names.begin(), names.end());
  if (not_compared_.size() <= kMostFilesNamed) return;
  const std::size_t more = not_compared_.size() - kMostFilesNamed;
  not_compared_.resize(kMostFilesNamed);
  not_compared_.push_back(fmt::format("and {} more files", more));
}

Changes ComparedRevisions::changes(std::span<const std::string_view> entries) const {
  Changes changes = find_changes({compiled_code_of(base_object_), base_sources_.files},
                                 {compiled_code_of(head_object_), head_sources_.files}, entries);
  changes.not_compared = not_compared_;
  return changes;
}

std::string ComparedRevisions::arguments() const {
  if (!given()) return "";
  std::string text = "--tree " + shell_word(tree_.tree);
  if (base_) text += " --base " + shell_word(*base_);
  if (head_) text += " --head " + shell_word(*head_);
  for (const std::string& patch : tree_.patches) text += " --patch " + shell_word(patch);
  if (tree_.partial_series) text += " --partial-series";
  if (!tree_.compiler.empty()) text += " --compiler " + shell_word(tree_.compiler);
  return text;
}

}  // namespace lockstep
