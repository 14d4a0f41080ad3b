// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// CLI11 has validators for such values, but none for several units in a row ("1m30s"), it takes
// capitals for small letters ("1m" of memory), and a mistake reads otherwise than all others here.
namespace lockstep {

/// What a number may count, e.g. {"m", 60'000} of milliseconds.
struct Unit {
  std::string_view name;  ///< letters, or none for a number alone
  std::uint64_t size;     ///< in the smallest unit
};

/// "1h30m", "0.5s" or "90": decimal numbers with units, from larger units to smaller, in the
/// smallest unit; what is less than that is rounded off. `units` has the larger ones first. Nothing
/// if the text is not of that form, or means more than `most`.
std::optional<std::uint64_t> parse_quantity(std::string_view text, std::span<const Unit> units,
                                            std::uint64_t most);

}  // namespace lockstep
