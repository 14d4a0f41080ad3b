// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "lockstep/compare/discrepancy.h"

namespace lockstep {

/// How far a check has come; for people who wait.
struct Progress {
  std::string_view phase;
  std::uint64_t programs = 0;
  std::uint64_t pairs = 0;
  std::uint64_t discrepancies = 0;
};

/// What is told to the caller while a check runs.
struct CheckListener {
  std::function<void(const Progress&)> on_progress = [](const Progress&) {};
  std::function<void(const Discrepancy&)> on_found = [](const Discrepancy&) {};
};

}  // namespace lockstep
