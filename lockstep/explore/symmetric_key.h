// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/exec/state_words.h"
#include "lockstep/explore/state_key.h"

namespace lockstep {

/// The key of a pair of states of open programs, the same for pairs that differ only in which task
/// and which VMA is which: those have the same future, up to names. Tasks are not taken as
/// interchangeable while one of them is about to use the index of another.
///
/// Time: linear in the words, times the permutations of VMAs.
StateKey symmetric_key(const StateWords& reference, const StateWords& variant,
                       unsigned operations_begun);

}  // namespace lockstep
