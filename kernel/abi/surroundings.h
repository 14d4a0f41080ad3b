/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entries of an implementation's table that its patch does not touch: the userspace kernel's
 * own functions, compiled into the implementation so that the race detector sees them. A table
 * starts with LOCKSTEP_SURROUNDINGS and goes on with its own entries, which override these.
 */
#ifndef LOCKSTEP_ABI_SURROUNDINGS_H
#define LOCKSTEP_ABI_SURROUNDINGS_H

#include <abi/environment.h>
#include <linux/mmap_lock.h>

static inline bool lockstep_drop_attached(struct vm_area_struct *vma)
{
	return __vma_refcount_put(vma, NULL);
}

#define LOCKSTEP_SURROUNDINGS                                                                      \
	LOCKSTEP_ENVIRONMENT,                                                                      \
		.abi_version = LOCKSTEP_ABI_VERSION, .mmap_read_lock = mmap_read_lock,             \
		.mmap_read_lock_killable = mmap_read_lock_killable,                                \
		.mmap_read_trylock = mmap_read_trylock, .mmap_read_unlock = mmap_read_unlock,      \
		.mmap_write_lock = mmap_write_lock,                                                \
		.mmap_write_lock_killable = mmap_write_lock_killable,                              \
		.mmap_write_trylock = mmap_write_trylock, .mmap_write_unlock = mmap_write_unlock,  \
		.mmap_write_downgrade = mmap_write_downgrade,                                      \
		.vma_end_write_all = vma_end_write_all, .vma_start_read = vma_start_read,          \
		.vma_start_read_locked = vma_start_read_locked, .vma_end_read = vma_end_read,      \
		.vma_mark_attached = vma_mark_attached,                                            \
		.vma_drop_attached = lockstep_drop_attached

#endif
