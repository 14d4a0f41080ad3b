// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <span>
#include <string>

#include "lockstep/import/c_tokens.h"
#include "lockstep/import/code_items.h"

namespace lockstep {

/// The tokens of one declaration at file scope, without its final semicolon.
using DeclarationTokens = std::span<const CToken>;

/// Where in the tokens the name of the function is that they declare; nothing if they declare none.
std::optional<std::size_t> find_function_name(DeclarationTokens tokens);

/// Whether there is such a token outside of all brackets.
bool has_outside(DeclarationTokens tokens, std::string_view text);

/// What the tokens define, all but its digest, its uses and its file; nothing if they only declare.
/// `has_body`: they end with the body of a function.
std::optional<CodeItem> define(DeclarationTokens tokens, bool has_body);

}  // namespace lockstep
