// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
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
  const std::string expected = fmt::format("{} ({}){}", what, fmt::join(names, ", "), or_else);
  throw InputError(fmt::format("{}: {}", option, expected_name(expected, typed, names)));
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

CLI::Validator known_values(std::span<const std::string_view> names) {
  return CLI::Validator(fmt::format("{{{}}}", fmt::join(names, ",")));
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

Strategy parse_strategy(const std::string& text) {
  const auto found = std::ranges::find(kStrategies, text, &StrategyInfo::name);
  if (found == kStrategies.end()) {
    fail_name("--strategy", "a strategy", text, strategy_names());
  }
  return static_cast<Strategy>(found - kStrategies.begin());
}

}  // namespace lockstep
