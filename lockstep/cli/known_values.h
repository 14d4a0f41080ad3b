// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

namespace lockstep {

/// For Option::check(): says in the help what an option takes, in the form of CLI::IsMember.
/// Nothing is checked: the command itself has better words for what is wrong with a value.
template <typename Names>
CLI::Validator known_values(const Names& names) {
  return CLI::Validator(fmt::format("{{{}}}", fmt::join(names, ",")));
}

}  // namespace lockstep
