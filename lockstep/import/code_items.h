// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// What a definition at file scope defines.
enum class CodeKind : std::uint8_t { kFunction, kType, kVariable, kMacro };

/// A definition at file scope of C.
struct CodeItem {
  CodeKind kind = CodeKind::kFunction;
  std::string name;  ///< for people: "vma_start_read", "struct vma_lock", "macro X"
  std::vector<std::string>
      keys;                 ///< by which other code refers to it; of an enum its constants, too
  std::string file = {};    ///< in which it stands
  std::string digest = {};  ///< of its tokens
  std::set<std::string> uses =
      {};  ///< keys of all that it may refer to, and names that are no keys

  friend bool operator==(const CodeItem&, const CodeItem&) = default;
};

/// The definitions in a text of C, in their order: a file as it is, or what a preprocessor made of
/// one, whose line markers then say which file an item is from. White space, comments and
/// conditional directives make no difference. Declarations without a definition are left out.
/// Linear.
std::vector<CodeItem> read_code_items(std::string_view text, std::string_view file);

}  // namespace lockstep
