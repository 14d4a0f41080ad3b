// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kFewestLetters = 3;  // "--v" may become anything

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other
/// (optimal string alignment: no letter is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_above;
  std::vector<std::size_t> above(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::vector<std::size_t> row = {i + 1};
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t least =
          std::min({above[j] + (a[i] == b[j] ? 0 : 1), above[j + 1] + 1, row[j] + 1});
      const bool swapped = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (swapped) least = std::min(least, two_above[j - 1] + 1);
      row.push_back(least);
    }
    two_above = std::exchange(above, std::move(row));
  }
  return above.back();
}

/// The only name that begins with what was typed, if that is some letters.
std::string_view only_completion(std::string_view typed, std::span<const std::string_view> names) {
  std::string_view only;
  for (const std::string_view name : names) {
    if (typed.size() < kFewestLetters || !name.starts_with(typed)) continue;
    if (!only.empty()) return {};
    only = name;
  }
  return only;
}

}  // namespace

std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names) {
  if (typed.size() > kLongestName) return {};
  std::string_view nearest;
  std::size_t fewest = 0;
  for (const std::string_view name : names) {
    const std::size_t edits = edit_distance(typed, name);
    if (edits * 3 <= name.size() && (nearest.empty() || edits < fewest)) {
      nearest = name;
      fewest = edits;
    }
  }
  return nearest.empty() ? only_completion(typed, names) : nearest;
}

std::string suggest_name(std::string_view typed, std::span<const std::string_view> names) {
  const std::string_view nearest = nearest_name(typed, names);
  return nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest);
}

std::string expected_name(std::string_view what, std::string_view typed,
                          std::span<const std::string_view> names) {
  return fmt::format("expected {}, found {}{}", what, quote_word(typed),
                     suggest_name(typed, names));
}

}  // namespace lockstep
