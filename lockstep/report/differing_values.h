// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/check/replay.h"

namespace lockstep {

/// One side of a replay: &ReplayedPair::reference or &ReplayedPair::variant.
using ReplayedSide = Replay ReplayedPair::*;

/// What differs between both sides and is not to be seen in what they do, such as a count.
struct DifferingValues {
  std::optional<OperationPlace> operation;  ///< when it returns; else at the end
  std::string text;                         ///< "vm_refcnt 2"; empty: there is nothing

  bool are_seen_after(const OperationRecord& record) const {
    return !text.empty() && operation == OperationPlace{record.task, record.index};
  }
  bool are_seen_at_the_end() const { return !text.empty() && !operation; }
};

/// What this side has there.
DifferingValues differing_values(const ReplayedPair& replayed, ReplayedSide side);

}  // namespace lockstep
