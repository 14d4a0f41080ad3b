// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep {

/// The part of mm/memory.c that is the per-VMA lock, in kernels that have it there: the outermost
/// `#ifdef CONFIG_PER_VMA_LOCK` blocks that define its functions. Each is preceded by a #line
/// directive, so that positions are those in the whole file. Empty if there is none.
std::string cut_lock_blocks(const std::string& memory_c);

}  // namespace lockstep
