// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/check/options.h"

// Values of options. All functions throw InputError, in one line that names the option.
namespace lockstep {

/// What --reference, --variant and --strategy take by name.
std::vector<std::string_view> implementation_names();
std::vector<std::string_view> strategy_names();

/// The implementation that a user named: a built-in one, or a shared object if it has a slash or
/// ends in .so. `option` is for messages, e.g. "--variant".
const lockstep_implementation& resolve_implementation(const std::string& option,
                                                      const std::string& name);

/// The configurations that agree with e.g. "DEBUG_VM=on,LOCKDEP=off"; all of them for "".
std::vector<Configuration> parse_configurations(const std::string& text);

/// The one configuration that e.g. "DEBUG_VM=on,LOCKDEP=off" names.
Configuration parse_configuration(const std::string& text);

/// "500M", "1.5G", "64K" of memory in bytes, at least one; a number alone counts bytes.
std::size_t parse_size(const std::string& option, const std::string& text);

/// The most processes at a time that --jobs takes.
inline constexpr unsigned kMostJobs = 256;

/// A number from 1 to `most`.
unsigned parse_bounded(const std::string& option, const std::string& text, unsigned most);

/// A number without sign.
std::uint64_t parse_number(const std::string& option, const std::string& text);

/// "30s", "500ms", "0.5s", "1m30s", "2h", at most a hundred days; a number alone counts seconds.
std::chrono::milliseconds parse_duration(const std::string& option, const std::string& text);

Strategy parse_strategy(const std::string& text);

}  // namespace lockstep
