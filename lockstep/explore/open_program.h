// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/explore/open_moves.h"

namespace lockstep {

/// The program that made these moves, with the schedule under which it does: `start` with the
/// operations that its tasks began. Tasks and objects that no move names are left out.
Program program_of(const Program& start, const Alphabet& alphabet, std::span<const Move> moves);

}  // namespace lockstep
