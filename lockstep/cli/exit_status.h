// SPDX-License-Identifier: GPL-2.0-only
#pragma once

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

/// Of several checks: the status that must not go unnoticed.
constexpr ExitStatus worse(ExitStatus a, ExitStatus b) {
  if (a == ExitStatus::kRefuted || b == ExitStatus::kRefuted) return ExitStatus::kRefuted;
  if (a == ExitStatus::kInconclusive || b == ExitStatus::kInconclusive) {
    return ExitStatus::kInconclusive;
  }
  return ExitStatus::kUpheld;
}

}  // namespace lockstep
