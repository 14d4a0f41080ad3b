// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>

#include "lockstep/subject/subject.h"

// Where the lock is in kernel trees: up to v6.15 it is in files that hold much else.
namespace lockstep::vma_lock {

inline constexpr std::array<TreeFile, 2> kTreeFiles = {
    {{"mm/mmap_lock.c", "__vma_start_write", "mm/memory.c"},
     {"include/linux/mmap_lock.h", "vma_end_read", "include/linux/mm.h"}}};
inline constexpr std::array<std::string_view, 2> kTreeFolders = {"mm", "include/linux"};
inline constexpr std::array<std::string_view, 3> kLockSymbols = {
    "__vma_start_write", "vma_mark_detached", "vma_refcount_put"};

inline constexpr SourceTree kSourceTree = {
    .files = kTreeFiles,
    .main_file = kTreeFiles[0].name,
    .folders = kTreeFolders,
    .condition = "CONFIG_PER_VMA_LOCK",
    .symbols = kLockSymbols,
};

}  // namespace lockstep::vma_lock
