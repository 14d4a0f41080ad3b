// SPDX-License-Identifier: GPL-2.0-only
// The values of options that are numbers, sizes and times. CLI11 (2.1 in Debian 12) has validators
// for such values, CLI::Range, CLI::AsSizeValue and CLI::AsNumberWithUnit, but they would change
// what users can type and what they are told:
// - A value is one number with one unit, so "1m30s" and "1G512M" would be mistakes.
// - A size is a whole number, so "1.5G" would be a mistake. But a unit alone counts as one, so "G"
//   would mean 1G, and small letters count as capitals, so "1m" of memory would mean 1M.
// - Numbers may be hexadecimal or octal, so "010" would mean 8.
// - A mistake would read "Value 300 not in range 1 to 256" or "x unit not recognized". All others
//   here read like "--jobs: expected a number from 1 to 256, found '300'".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <span>
#include <thread>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/arguments.h"

namespace lockstep {
namespace {

/// What a number may count, e.g. {"m", 60'000} of milliseconds.
struct Unit {
  std::string_view name;  ///< letters, or none for a number alone
  std::uint64_t size;     ///< in the smallest unit
};

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

/// A decimal number, as an integer and what to divide it by.
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

/// "1h30m", "0.5s" or "90" in the smallest unit: decimal numbers with units, the larger units
/// first, as in `units`. Fractions of the smallest unit are dropped. Nothing if the text is not of
/// that form, or means more than `most`.
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

}  // namespace

std::size_t parse_size(const std::string& option, const std::string& text) {
  constexpr std::array<Unit, 4> kUnits = {
      {{"G", 1ull << 30}, {"M", 1ull << 20}, {"K", 1ull << 10}, {"", 1}}};
  const auto size = parse_quantity(text, kUnits, std::numeric_limits<std::size_t>::max());
  if (size.value_or(0) == 0) {
    throw InputError(fmt::format("{}: expected a size such as 500M or 1.5G, found {}", option,
                                 quote_word(text)));
  }
  return *size;
}

unsigned parse_jobs(const std::string& text) {
  if (text.empty()) return std::max(1u, std::thread::hardware_concurrency());
  return parse_bounded("--jobs", text, kMostJobs);
}

unsigned parse_bounded(const std::string& option, const std::string& text, unsigned most) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0 || number > most) {
    throw InputError(fmt::format("{}: expected a number from 1 to {}, found {}", option, most,
                                 quote_word(text)));
  }
  return number;
}

std::uint64_t parse_number(const std::string& option, const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError(fmt::format("{}: expected a number from 0 to {}, found {}", option,
                                 std::numeric_limits<std::uint64_t>::max(), quote_word(text)));
  }
  return number;
}

std::chrono::milliseconds parse_duration(const std::string& option, const std::string& text) {
  constexpr std::array<Unit, 5> kUnits = {
      {{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"", 1'000}, {"ms", 1}}};
  constexpr std::uint64_t kMost = std::uint64_t{100} * 24 * 3'600'000;  // a hundred days
  const auto time = parse_quantity(text, kUnits, kMost);
  if (!time) {
    throw InputError(
        fmt::format("{}: expected a time such as 30s, 0.5s, 1m30s or 2h, at most 2400h, found {}",
                    option, quote_word(text)));
  }
  return std::chrono::milliseconds(*time);
}

}  // namespace lockstep
