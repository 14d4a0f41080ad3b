// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lockstep {

/// The name that a user who typed `typed` most likely meant: the one with the fewest edits, if
/// those are at most a third of its length; or else the only one that begins so. Empty if there is
/// none. Linear in the size of the names.
std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names);

/// " (did you mean X?)" for the nearest name, or nothing.
std::string suggest_name(std::string_view typed, std::span<const std::string_view> names);

}  // namespace lockstep
