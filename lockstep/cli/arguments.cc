// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/quantity.h"
#include "lockstep/exec/process_end.h"
#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

/// One of the switches of the kernel configuration, as asked for.
struct ConfigurationOption {
  std::string_view name;
  bool Configuration::*value;
  std::optional<bool> asked;
};

[[noreturn]] void fail_name(const std::string& option, std::string_view what,
                            std::string_view typed, std::span<const std::string_view> names,
                            std::string_view or_else = "") {
  throw InputError(fmt::format("{}: expected {} ({}){}, found {}{}", option, what,
                               fmt::join(names, ", "), or_else, quote_word(typed),
                               suggest_name(typed, names)));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void note_asked(std::string_view part, std::vector<ConfigurationOption>& options) {
  const std::size_t equals = std::min(part.find('='), part.size());
  const std::string_view name = part.substr(0, equals);
  const std::string_view value = equals < part.size() ? part.substr(equals + 1) : "";
  const auto found = std::ranges::find(options, name, &ConfigurationOption::name);
  if (found == options.end()) {
    std::vector<std::string_view> names;
    names.reserve(options.size());
    for (const ConfigurationOption& option : options) names.push_back(option.name);
    fail_name("--config", "an option", name, names);
  }
  if (value != "on" && value != "off") {
    throw InputError(
        fmt::format("--config: expected {}=on or {}=off, found {}", name, name, quote_word(part)));
  }
  if (found->asked) throw InputError(fmt::format("--config: {} is given twice", name));
  found->asked = value == "on";
}

}  // namespace

std::vector<std::string_view> implementation_names() {
  std::vector<std::string_view> names;
  for (const lockstep_implementation* known : built_in_implementations()) {
    names.emplace_back(known->name);
  }
  return names;
}

std::vector<std::string_view> strategy_names() {
  std::vector<std::string_view> names;
  names.reserve(std::size(kStrategies));
  for (const StrategyInfo& strategy : kStrategies) names.push_back(strategy.name);
  return names;
}

const lockstep_implementation& resolve_implementation(const std::string& option,
                                                      const std::string& name) {
  if (const lockstep_implementation* const found = find_implementation(name)) return *found;
  if (name.find('/') != std::string::npos || name.ends_with(".so")) {
    forbid_other_ends();
    try {
      return load_implementation(name);
    } catch (const ImplementationError& error) {
      throw InputError(fmt::format("{}: {}", option, error.what()));
    }
  }
  fail_name(option, "an implementation", name, implementation_names(), " or a file ending in .so");
}

std::vector<Configuration> parse_configurations(const std::string& text) {
  std::vector<ConfigurationOption> options;
  for (const Switch& option : kSubject.switches) options.push_back({option.name, option.value, {}});
  if (!text.empty()) {
    for (const std::string_view part : split(text, ',')) note_asked(part, options);
  }
  std::vector<Configuration> configurations;
  for (const Configuration& configuration : kAllConfigurations) {
    const bool agrees = std::ranges::all_of(options, [&](const ConfigurationOption& option) {
      return option.asked.value_or(configuration.*option.value) == configuration.*option.value;
    });
    if (agrees) configurations.push_back(configuration);
  }
  return configurations;
}

Configuration parse_configuration(const std::string& text) {
  const auto configurations = parse_configurations(text);
  if (configurations.size() != 1) {
    throw InputError(fmt::format("--config: expected one configuration: both {} and {}",
                                 kSubject.switches[0].name, kSubject.switches[1].name));
  }
  return configurations.front();
}

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

Strategy parse_strategy(const std::string& text) {
  const auto found = std::ranges::find(kStrategies, text, &StrategyInfo::name);
  if (found == kStrategies.end()) {
    fail_name("--strategy", "a strategy", text, strategy_names());
  }
  return static_cast<Strategy>(found - kStrategies.begin());
}

}  // namespace lockstep
