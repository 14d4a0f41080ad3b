// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/replay.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/text_layout.h"

// Both sides of a replay for a reader: next to each other, as a diff, as a story, and what their
// difference means.
namespace lockstep {

/// Both interleavings of a replay next to each other, tasks as columns and one event per row.
/// Events that both have stand in the same row; the first row that differs is marked with '>'.
/// Lines are at most kReportWidth wide and indented by `indent`.
std::string show_side_by_side(const ReplayedPair& replayed, InterleavingDetail detail,
                              std::size_t indent, const TextStyle& style);

/// Both interleavings of a replay as one, tasks as columns, like a diff: events of the reference
/// alone begin with '-', those of the variant alone with '+'. Lines are at most `width` wide.
std::string print_interleaving_diff(const ReplayedPair& replayed, std::size_t width);

/// What happens in a replay, a sentence per event: "reader takes the read lock of VMA 0". What only
/// one side shows says so: "v3 only: writer gets a warning: ...".
std::vector<std::string> tell_story(const ReplayedPair& replayed);

/// What a difference means for those who use the lock, in a sentence without its full stop, as far
/// as that follows from what the replay shows: "with x, writer goes on while 2 readers hold the
/// lock of VMA 0". Empty if nothing does that the difference does not say by itself.
std::string meaning_of(const Difference& difference, const ReplayedPair& replayed);

/// How many read locks of an object other tasks hold when an operation of this side returns: those
/// that were taken, and whose release has not begun. At the end of the execution if there is none.
unsigned count_readers(const Replay& replay, unsigned object, const OperationRecord* returned);

}  // namespace lockstep
