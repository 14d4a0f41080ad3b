// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/interleaving.h"
#include "lockstep/report/text_style.h"
#include "lockstep/report/wrap.h"

namespace lockstep {

/// Both interleavings of a replay next to each other, tasks as columns and one event per row.
/// Events that both have stand in the same row; the first row that differs is marked with '>'.
/// Lines are at most kReportWidth wide and indented by `indent`.
std::string show_side_by_side(const ReplayedPair& replayed, InterleavingDetail detail,
                              std::size_t indent, const TextStyle& style);

}  // namespace lockstep
