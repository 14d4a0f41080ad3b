// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lockstep {

/// "1,234,567", whatever the locale.
std::string group_digits(std::uint64_t number);

/// The same for a number of any size, given by its digits.
std::string group_digits(std::string digits);

/// "1 task", "2 tasks".
std::string count_of(std::uint64_t number, std::string_view thing);

}  // namespace lockstep
