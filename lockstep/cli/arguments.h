// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/check/options.h"

// The values of options. All functions that read one throw InputError, in one line that names the
// option. Numbers, sizes and times are in quantities.cc.
namespace lockstep {

/// The names that --reference and --variant take, and those that --strategy takes.
std::vector<std::string_view> implementation_names();
std::vector<std::string_view> strategy_names();

/// For Option::check(): has the help list what an option takes, in the form of CLI::IsMember.
/// Nothing is checked, because the commands themselves explain better what is wrong with a value.
CLI::Validator known_values(std::span<const std::string_view> names);

/// The implementation that a user named: a built-in one, or a shared object if it has a slash or
/// ends in .so. `option` is for messages, e.g. "--variant".
const lockstep_implementation& resolve_implementation(const std::string& option,
                                                      const std::string& name);

/// The configurations that agree with e.g. "DEBUG_VM=on,LOCKDEP=off"; all of them for "".
std::vector<Configuration> parse_configurations(const std::string& text);

/// The one configuration that e.g. "DEBUG_VM=on,LOCKDEP=off" names.
Configuration parse_configuration(const std::string& text);

/// A size of memory in bytes, at least one: "500M", "1.5G", "64K"; a number alone counts bytes.
std::size_t parse_size(const std::string& option, const std::string& text);

/// The most processes at a time that --jobs takes.
inline constexpr unsigned kMostJobs = 256;

/// A number from 1 to `most`.
unsigned parse_bounded(const std::string& option, const std::string& text, unsigned most);

/// The value of --jobs; one per processor if it was not given.
unsigned parse_jobs(const std::string& text);

/// A number without sign.
std::uint64_t parse_number(const std::string& option, const std::string& text);

/// A time of at most a hundred days: "30s", "500ms", "0.5s", "1m30s", "2h"; a number alone counts
/// seconds.
std::chrono::milliseconds parse_duration(const std::string& option, const std::string& text);

/// The strategy with this name.
Strategy parse_strategy(const std::string& text);

}  // namespace lockstep
