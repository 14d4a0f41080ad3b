// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

/// The part of a file that is the per-VMA lock, in kernels that have it in mm/memory.c and
/// include/linux/mm.h: the outermost `#ifdef CONFIG_PER_VMA_LOCK` blocks that define its functions.
/// Each is preceded by a #line directive, so that positions are those in the whole file, which is
/// called `name`. Empty if there is none.
std::string cut_lock_blocks(const std::string& content, std::string_view name);

}  // namespace lockstep
