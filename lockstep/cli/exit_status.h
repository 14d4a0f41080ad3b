// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <string_view>

#include "lockstep/check/result.h"

namespace lockstep {

/// What the command tells its caller.
enum class ExitStatus : int {
  kUpheld = 0,
  kRefuted = 1,
  kBadInput = 2,      ///< bad usage, or bad input
  kHarnessBug = 3,    ///< a bug of ours
  kInconclusive = 4,  ///< nothing was compared, or not decided
};

/// What a status means, in few words and in full.
struct ExitStatusMeaning {
  ExitStatus status;
  std::string_view in_short;
  std::string_view in_full;
};

inline constexpr auto kExitStatuses = std::to_array<ExitStatusMeaning>({
    {ExitStatus::kUpheld, "upheld",
     "Upheld: no reachable discrepancy was found within the bounds that are printed. Of a command "
     "that compares nothing: it did what it was asked for."},
    {ExitStatus::kRefuted, "refuted",
     "Refuted: there is a reachable discrepancy, or a seeded bug was not found."},
    {ExitStatus::kBadInput, "a mistake in the command or in a file",
     "A mistake in how the command was called or in a file, or a result that could not be written: "
     "one line says which."},
    {ExitStatus::kHarnessBug, "a bug in Lockstep", "A bug in Lockstep itself."},
    {ExitStatus::kInconclusive, "inconclusive",
     "Inconclusive: nothing was compared, something could not be decided, or it was interrupted."},
});

constexpr ExitStatus exit_status(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRefuted:
      return ExitStatus::kRefuted;
    case Verdict::kUpheld:
      return ExitStatus::kUpheld;
    case Verdict::kInconclusive:
      break;
  }
  return ExitStatus::kInconclusive;
}

/// The one of two checks' statuses that must not go unnoticed.
constexpr ExitStatus worse(ExitStatus a, ExitStatus b) {
  if (a == ExitStatus::kRefuted || b == ExitStatus::kRefuted) return ExitStatus::kRefuted;
  if (a == ExitStatus::kInconclusive || b == ExitStatus::kInconclusive) {
    return ExitStatus::kInconclusive;
  }
  return ExitStatus::kUpheld;
}

}  // namespace lockstep
