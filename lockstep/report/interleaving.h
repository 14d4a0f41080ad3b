// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/replay.h"

namespace lockstep {

/// One event of an interleaving as it is shown: in the column of its task.
struct InterleavingRow {
  unsigned task = 0;
  std::string text;

  friend bool operator==(const InterleavingRow&, const InterleavingRow&) = default;
};

/// How much of an interleaving to show.
enum class InterleavingDetail : std::uint8_t {
  kOperations,  ///< operations with their results, and where tasks were switched, slept and woke
  kSteps,       ///< also every access to shared state, with the value that was there
};

/// The events of one side in order: an operation stands where it returned, with its result; one
/// that others interrupted also where they did.
std::vector<InterleavingRow> interleaving_rows(const Program& program, const Replay& replay,
                                               InterleavingDetail detail);

}  // namespace lockstep
