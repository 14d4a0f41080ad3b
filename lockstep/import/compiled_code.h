// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/c_code.h"

namespace lockstep {

/// What a compiler was given once the preprocessor had done its part: the definitions, and which
/// of them the entries of the table lead to. An imported object carries this as a text.
struct CompiledCode {
  std::vector<CodeItem>
      items;  ///< `file` is empty if that is not one of the tree's; `uses` has keys
  std::map<std::string, std::set<std::string>> entries;  ///< keys by entry: "vma_start_read"
};

/// The name that a file has in the tree; empty if it is not one of the tree's.
using TreeName = std::function<std::string(const std::string& file)>;

/// Takes it from the output of a preprocessor. Linear.
CompiledCode read_compiled_code(std::string_view preprocessed, const TreeName& tree_name);

/// As a text of several lines, without zeros.
std::string print_compiled_code(const CompiledCode& code);

/// The other way round. Nothing if the text is not of this version.
std::optional<CompiledCode> parse_compiled_code(std::string_view text);

/// Changes whenever the same sources may give another text.
inline constexpr std::string_view kCompiledCodeVersion = "lockstep compiled code 1";

}  // namespace lockstep
