// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes an implementation of the files of a kernel tree: includes them as they are, and fills the
 * table with their functions. `lockstep import` compiles it, and defines
 *
 *     LOCKSTEP_IMPORT_NAME, LOCKSTEP_IMPORT_SUMMARY,
 *     LOCKSTEP_IMPORT_SOURCE                           strings for the table
 *     LOCKSTEP_HAS_...                                 1 for each file of probes/ that compiles
 *
 * The tree's own functions are called as they are, in whichever of its files they are defined. What
 * it has in other forms than today's kernel is translated in the headers beside this file. Which
 * functions the entries lead to is read off this table, once it is preprocessed.
 */
#include "tree.h"

#include <abi/environment.h>

#include "attached_count.h"
#include "exclusive_section.h"

#if !LOCKSTEP_HAS_VMA_LOCK
#error "no per-VMA lock in these files: it takes vma_start_write(), vma_end_read() and mmap_lock's own"
#endif

const struct lockstep_implementation lockstep_implementation = {
	LOCKSTEP_ENVIRONMENT,
	.abi_version = LOCKSTEP_ABI_VERSION,
	.name = LOCKSTEP_IMPORT_NAME,
	.summary = LOCKSTEP_IMPORT_SUMMARY,
	.source = LOCKSTEP_IMPORT_SOURCE,

	.mmap_read_lock = mmap_read_lock,
	.mmap_read_unlock = mmap_read_unlock,
	.mmap_write_lock = mmap_write_lock,
	.mmap_write_unlock = mmap_write_unlock,
	.vma_end_read = vma_end_read,
	.vma_start_write = vma_start_write,

#if LOCKSTEP_HAS_MMAP_READ_LOCK_KILLABLE
	.mmap_read_lock_killable = mmap_read_lock_killable,
#endif
#if LOCKSTEP_HAS_MMAP_READ_TRYLOCK
	.mmap_read_trylock = mmap_read_trylock,
#endif
#if LOCKSTEP_HAS_MMAP_WRITE_LOCK_KILLABLE
	.mmap_write_lock_killable = mmap_write_lock_killable,
#endif
#if LOCKSTEP_HAS_MMAP_WRITE_TRYLOCK
	.mmap_write_trylock = mmap_write_trylock,
#endif
#if LOCKSTEP_HAS_MMAP_WRITE_DOWNGRADE
	.mmap_write_downgrade = mmap_write_downgrade,
#endif
#if LOCKSTEP_HAS_VMA_END_WRITE_ALL
	.vma_end_write_all = vma_end_write_all,
#endif
#if LOCKSTEP_HAS_VMA_START_READ
	.vma_start_read = vma_start_read,
#endif
#if LOCKSTEP_HAS_VMA_START_READ_LOCKED
	.vma_start_read_locked = vma_start_read_locked,
#endif
#if LOCKSTEP_HAS_VMA_START_WRITE_KILLABLE
	.vma_start_write_killable = vma_start_write_killable,
#endif
#if LOCKSTEP_HAS_VMA_MARK_ATTACHED
	.vma_mark_attached = vma_mark_attached,
#endif
#if LOCKSTEP_HAS_VMA_MARK_DETACHED
	.vma_mark_detached = vma_mark_detached,
#endif

	.vma_drop_attached = lockstep_drop_attached,
	.enter_exclusive = LOCKSTEP_ENTER_EXCLUSIVE,
	.exit_exclusive = LOCKSTEP_EXIT_EXCLUSIVE,
	.wait_states = LOCKSTEP_ENTER_WAIT_STATES,
};
