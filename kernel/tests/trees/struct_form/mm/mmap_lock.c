// SPDX-License-Identifier: GPL-2.0-only
/* What v7.0 has, by other names. */
#define __vma_start_exclude_readers __vma_enter_exclusive_locked
#define __vma_end_exclude_readers __vma_exit_exclusive_locked
#include "../../exclude_readers/mm/mmap_lock.c"
#undef __vma_start_exclude_readers
#undef __vma_end_exclude_readers
