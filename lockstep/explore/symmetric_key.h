// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/exec/state_words.h"
#include "lockstep/explore/state_table.h"

namespace lockstep {

/// The key of a pair of states of open programs, the same for pairs that differ only in which task
/// is which: those have the same future, up to names. Tasks are not taken as interchangeable while
/// one of them is about to use the index of another, and not once there is a warning, which names
/// the task that gave it, or the implementation has changed a variable of its own, which may.
/// Objects and owners never are: a task that ends gives back what it holds in the order of objects,
/// and owners are locked in theirs.
///
/// The variant may be an empty state: then the key is that of the reference's state alone.
///
/// If `words` is given, it becomes the pair in the numbering of tasks that the key is made of.
/// Whatever the hashes: if the words of two pairs are equal, so are the pairs, up to names; and if
/// two pairs with the same key have other words, some hash collided. (Not if the states hold hashes
/// of what tasks saw, and not the values: see Executor::Watch.)
///
/// Time: linear in the words.
StateKey symmetric_key(const StateWords& reference, const StateWords& variant,
                       unsigned operations_begun, std::vector<std::uint64_t>* words = nullptr);

}  // namespace lockstep
