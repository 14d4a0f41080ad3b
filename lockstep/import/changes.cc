// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

using Names = std::set<std::string>;
using Digests = std::map<std::string, std::multiset<std::string>>;  // by name

/// What a key leads to, and that to, and so on.
class CodeGraph {
 public:
  explicit CodeGraph(const std::vector<CodeItem>& items) {
    for (const CodeItem& item : items) {
      for (const std::string& key : item.keys) items_.emplace(key, &item);
    }
  }

  /// The names of all that these keys lead to. Linear in what they lead to.
  Names reach(std::vector<std::string> keys) const {
    Names names;
    Names seen(keys.begin(), keys.end());
    while (!keys.empty()) {
      const auto [first, last] = items_.equal_range(keys.back());
      keys.pop_back();
      for (auto found = first; found != last; ++found) {
        names.insert(found->second->name);
        for (const std::string& use : found->second->uses) {
          if (seen.insert(use).second) keys.push_back(use);
        }
      }
    }
    return names;
  }

 private:
  std::multimap<std::string, const CodeItem*> items_;
};

Names names_run(const CompiledCode& code, std::span<const std::string_view> entries) {
  std::vector<std::string> keys;
  for (const std::string_view entry : entries) {
    const auto found = code.entries.find(std::string(entry));
    if (found != code.entries.end()) {
      keys.insert(keys.end(), found->second.begin(), found->second.end());
    }
  }
  return CodeGraph(code.items).reach(std::move(keys));
}

Digests digests_of_tree(const CompiledCode& code) {
  Digests digests;
  for (const CodeItem& item : code.items) {
    if (!item.file.empty()) digests[item.name].insert(item.digest);
  }
  return digests;
}

/// Names that have not the same digests on both sides.
Names differing(const Digests& base, const Digests& head) {
  Names names;
  for (const auto* const side : {&base, &head}) {
    const Digests& other = side == &base ? head : base;
    for (const auto& [name, digests] : *side) {
      const auto found = other.find(name);
      if (found == other.end() || found->second != digests) names.insert(name);
    }
  }
  return names;
}

std::vector<CodeItem> items_as_written(const SourceFiles& sources) {
  std::vector<CodeItem> items;
  for (const auto& [file, content] : sources) {
    for (CodeItem& item : read_code_items(content, file)) items.push_back(std::move(item));
  }
  return items;
}

Digests digests_of(const std::vector<CodeItem>& items) {
  Digests digests;
  for (const CodeItem& item : items) digests[item.name].insert(item.digest);
  return digests;
}

/// The macros that a change of compiled code may come from: those that it leads to.
Names explained_by(const Names& changed, const std::vector<CodeItem>& items) {
  std::vector<std::string> keys;
  for (const CodeItem& item : items) {
    if (changed.contains(item.name)) keys.insert(keys.end(), item.keys.begin(), item.keys.end());
  }
  return CodeGraph(items).reach(std::move(keys));
}

// What differs in the source alone: in what a configuration leaves out, in an argument that a macro
// drops, in a macro that nothing uses.
Names find_same_once_compiled(const SourceFiles& base, const SourceFiles& head,
                              const Names& changed) {
  const std::vector<CodeItem> before = items_as_written(base);
  const std::vector<CodeItem> after = items_as_written(head);
  Names names = differing(digests_of(before), digests_of(after));
  std::erase_if(names, [&](const std::string& name) { return changed.contains(name); });
  for (const auto* const items : {&before, &after}) {
    const Names explained = explained_by(changed, *items);
    std::erase_if(names, [&](const std::string& name) {
      return name.starts_with("macro ") && explained.contains(name);
    });
  }
  return names;
}

}  // namespace

std::string why_nothing_was_run(const Changes& changes) {
  if (!changes.never_run.empty()) return "nothing that the patch changes was run";
  if (!changes.same_once_compiled.empty()) {
    return "what the patch changes is the same code once it is compiled here";
  }
  if (!changes.not_compared.empty()) return "nothing that the patch changes was compared";
  return "both sides are the same code, so nothing was compared";
}

Changes find_changes(const ComparedCode& base, const ComparedCode& head,
                     std::span<const std::string_view> entries) {
  const Names changed = differing(digests_of_tree(base.compiled), digests_of_tree(head.compiled));
  Names reached = names_run(base.compiled, entries);
  reached.merge(names_run(head.compiled, entries));
  Changes changes;
  for (const std::string& name : changed) {
    (reached.contains(name) ? changes.run : changes.never_run).push_back(name);
  }
  const Names same_once_compiled = find_same_once_compiled(base.sources, head.sources, changed);
  changes.same_once_compiled.assign(same_once_compiled.begin(), same_once_compiled.end());
  return changes;
}

}  // namespace lockstep
