// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/quantity.h"

#include <algorithm>

namespace lockstep {
namespace {

using Wide = unsigned __int128;

constexpr std::size_t kMostDigits = 20;  // of a number of 64 bits
constexpr std::size_t kMostDecimals = 9;

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view take_while(std::string_view& text, bool (*holds)(char)) {
  const auto end = std::find_if_not(text.begin(), text.end(), holds);
  const std::string_view taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(taken.size());
  return taken;
}

/// A decimal number: an integer, and by how much it is too large.
struct Decimal {
  Wide digits = 0;
  Wide divisor = 1;
};

std::optional<Decimal> take_decimal(std::string_view& text) {
  const std::string_view whole = take_while(text, is_decimal_digit);
  std::string_view decimals;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = take_while(text, is_decimal_digit);
    if (decimals.empty() || decimals.size() > kMostDecimals) return std::nullopt;
  }
  if (whole.empty() || whole.size() > kMostDigits) return std::nullopt;
  Decimal number;
  for (const char digit : whole) number.digits = number.digits * 10 + Wide(digit - '0');
  for (const char digit : decimals) {
    number.digits = number.digits * 10 + Wide(digit - '0');
    number.divisor *= 10;
  }
  return number;
}

}  // namespace

std::optional<std::uint64_t> parse_quantity(std::string_view text, std::span<const Unit> units,
                                            std::uint64_t most) {
  Wide sum = 0;
  bool is_first = true;
  do {
    const auto number = take_decimal(text);
    const std::string_view name = take_while(text, is_letter);
    const auto unit = std::ranges::find(units, name, &Unit::name);
    if (!number || unit == units.end() || (name.empty() && !is_first)) return std::nullopt;
    // The digits are less than 10^29, a unit less than 2^32: the product has 128 bits.
    sum += number->digits * unit->size / number->divisor;
    if (sum > most) return std::nullopt;
    units = units.subspan(static_cast<std::size_t>(unit - units.begin()) + 1);
    is_first = false;
  } while (!text.empty());
  return static_cast<std::uint64_t>(sum);
}

}  // namespace lockstep
