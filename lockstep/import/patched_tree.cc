// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/apply_patches.h"
#include "lockstep/import/git.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "tree";  // in the scratch folder

// Names that may be included, and that mean nothing to git's patterns.
bool is_source_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-+./").find(c) != std::string_view::npos;
  };
  return std::ranges::all_of(name, is_plain) && (name.ends_with(".h") || name.ends_with(".c"));
}

// "mmap_lock.h" and "linux/mmap_lock.h" are ends of "include/linux/mmap_lock.h", and the other way
// round.
bool is_end_of(std::string_view name, std::string_view whole) {
  return name == whole || whole.ends_with("/" + std::string(name));
}

}  // namespace

PatchedTree::PatchedTree(const KernelSources& sources, const ScratchFolder& scratch)
    : sources_(sources), scratch_(scratch) {
  scratch.write(fs::path(kFolder) / "empty", "");
  for (const auto& [name, content] : sources.files) {
    scratch.write(fs::path(kFolder) / name, content);
    ours_.insert(name);
  }
}

void PatchedTree::apply(const Patch& patch) {
  unsigned strip = 1;
  std::vector<std::string> words = {"apply", "--reject"};
  for (const ChangedFile& file : read_names(patch, strip)) {
    changed_.insert({file.before, file.after});
    if (is_wanted(file)) words.push_back("--include=" + file.after);
  }
  if (words.size() == 2) return;
  words.insert(words.end(), {fmt::format("-p{}", strip), patch.diff.string()});
  const ProgramResult result = run_git_outside(scratch_, kFolder, words);
  if (result.status != 0) fail(patch, result.errors);
  note_what_is_gone(patch);
}

// Diffs made with diff.noprefix have no a/ and b/ to strip, and may make no sense to git without
// their first folders.
std::vector<ChangedFile> PatchedTree::read_names(const Patch& patch, unsigned& strip) const {
  std::vector<ChangedFile> files;
  for (const unsigned candidate : {0u, 1u}) {
    try {
      strip = candidate;
      files = changed_files(patch, strip, scratch_);
      if (concerns_us(files)) return files;
    } catch (const InputError&) {
      if (candidate == 1) throw;
    }
  }
  expect_top_folder(patch, files);
  return files;
}

bool PatchedTree::concerns_us(const std::vector<ChangedFile>& files) const {
  return std::ranges::any_of(files, [&](const ChangedFile& file) {
    return ours_.contains(file.before) || ours_.contains(file.after);
  });
}

// What ends like a file of ours, and is no other file of the tree, was meant to be ours.
void PatchedTree::expect_top_folder(const Patch& patch,
                                    const std::vector<ChangedFile>& files) const {
  for (const ChangedFile& file : files) {
    if (file.is_new) continue;
    for (const std::string& name : ours_) {
      if (!is_end_of(file.before, name) && !is_end_of(name, file.before)) continue;
      if (sources_.find(file.before)) continue;
      throw InputError(fmt::format(
          "{}: there is no {} in the tree: expected names as in its top folder, a/{} and b/{}",
          patch.origin, printable(file.before), name, name));
    }
  }
}

// Also writes down what is needed to make it.
bool PatchedTree::is_wanted(const ChangedFile& file) {
  const bool is_moved = file.before != file.after;
  if (ours_.contains(file.before) && is_moved) renamed_[file.before] = file.after;
  const bool is_ours = ours_.contains(file.before) || ours_.contains(file.after);
  if (!is_ours && !((is_moved || file.is_new) && is_source_name(file.after))) return false;
  if (!is_ours && is_moved) {
    const auto content = sources_.find(file.before);
    if (!content) return false;
    scratch_.write(fs::path(kFolder) / file.before, *content);
  }
  ours_.insert(file.after);
  return true;
}

void PatchedTree::note_what_is_gone(const Patch& patch) {
  for (const TreeFile& file : kTreeFiles) {
    const std::string place = sources_.place_of(file);
    if (read(place) || find_moved(file)) {
      gone_.erase(place);
    } else {
      gone_.emplace(place, patch.origin);
    }
  }
}

std::optional<std::string> PatchedTree::read(const std::string& name) const {
  const fs::path file = scratch_.path() / kFolder / name;
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(file, error))) return std::nullopt;
  return read_input(file, kMostPatchBytes);
}

// According to git, or else by its content.
std::optional<std::string> PatchedTree::find_moved(const TreeFile& file) const {
  std::string name = sources_.place_of(file);
  for (std::size_t i = 0; i < renamed_.size(); ++i) {
    const auto to = renamed_.find(name);
    if (to == renamed_.end()) break;
    name = to->second;
    if (read(name)) return name;
  }
  for (const std::string& made : ours_) {
    const auto content = sources_.files.contains(made) ? std::nullopt : read(made);
    if (content && content->find(file.symbol) != std::string::npos) return made;
  }
  return std::nullopt;
}

std::string PatchedTree::place_now(const TreeFile& file) const {
  std::string place = sources_.place_of(file);
  if (read(place)) return place;
  if (auto moved = find_moved(file)) return *std::move(moved);
  throw InputError(
      fmt::format("{} removes {}: there is nothing left to compare", gone_.at(place), place));
}

KernelSources PatchedTree::sources() const {
  KernelSources patched = {sources_.name, sources_.summary, {}};
  for (const TreeFile& file : kTreeFiles) {
    const std::string place = place_now(file);
    if (place != file.name) patched.renamed.emplace(file.name, place);
    patched.files.emplace(place, *read(place));
    const std::string former(file.former);
    const auto content = sources_.files.contains(former) ? read(former) : std::nullopt;
    if (content) patched.files.emplace(former, *content);
  }
  std::map<std::string, std::optional<std::string>> others;
  for (const std::string& name : ours_) others.emplace(name, read(name));
  patched.others = [others, rest = sources_.others](const std::string& name) {
    const auto found = others.find(name);
    if (found != others.end()) return found->second;
    return rest ? rest(name) : std::nullopt;
  };
  return patched;
}

std::set<std::string> PatchedTree::not_taken() const {
  const KernelSources patched = sources();
  std::set<std::string> names;
  for (const std::string& name : changed_) {
    if (sources_.files.contains(name) || patched.files.contains(name)) continue;
    names.insert(printable(name));
  }
  return names;
}

void PatchedTree::fail(const Patch& patch, const std::string& errors) const {
  static constexpr std::string_view kApplying = "Applying patch ";
  static constexpr std::string_view kRejected = "Rejected hunk #";
  std::istringstream stream(errors);
  std::string file;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(kApplying)) {
      file = line.substr(kApplying.size(), line.find(" with ") - kApplying.size());
    } else if (line.starts_with(kRejected) && !file.empty()) {
      const std::string hunk = line.substr(kRejected.size(), line.find('.') - kRejected.size());
      throw InputError(fmt::format("{} does not apply: {}, hunk {}{}", patch.origin,
                                   printable(file), printable(hunk), first_rejected(file)));
    }
  }
  throw InputError(
      fmt::format("{} does not apply: {}", patch.origin, complaint_about(patch, errors, scratch_)));
}

// git leaves the hunks that it could not apply in a file.
std::string PatchedTree::first_rejected(const std::string& name) const {
  const std::string hunks = read(name + ".rej").value_or("");
  const std::size_t begin = hunks.find("\n@@ -");
  const std::size_t end = hunks.find(" @@", begin + 1);
  if (begin == std::string::npos || end == std::string::npos) return "";
  return fmt::format(" ({})", printable(hunks.substr(begin + 1, end + 2 - begin)));
}

}  // namespace lockstep
