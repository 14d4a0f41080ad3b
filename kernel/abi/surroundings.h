/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entries of an implementation's table that its patch does not touch: the userspace kernel's
 * own functions, compiled into the implementation so that the race detector sees them. A table
 * starts with LOCKSTEP_SURROUNDINGS and goes on with its own entries, which override these.
 */
#ifndef LOCKSTEP_ABI_SURROUNDINGS_H
#define LOCKSTEP_ABI_SURROUNDINGS_H

#include <abi/implementation.h>
#include <linux/mmap_lock.h>

static inline bool lockstep_drop_attached(struct vm_area_struct *vma)
{
	return __vma_refcount_put(vma, NULL);
}

/* The two words of data change together; a reader that sees them differ saw a torn update. */
static inline unsigned long lockstep_read_data(const struct vm_area_struct *vma)
{
	const unsigned long start = vma->vm_start;

	return start == vma->vm_end ? start : ~0ul;
}

static inline void lockstep_write_data(struct vm_area_struct *vma)
{
	vma->vm_start++;
	vma->vm_end++;
}

/* vm_area_free() and vm_area_alloc(), with the allocator handing out the same memory. */
static inline void lockstep_vma_reuse(struct vm_area_struct *vma, struct mm_struct *mm)
{
	vma->vm_mm = mm;
	vma_lock_init(vma, false);
}

static inline void lockstep_signal_task(unsigned int task, bool fatal)
{
	lockstep_send_signal(lockstep_task(task), fatal);
}

static inline bool lockstep_wake_task(unsigned int task)
{
	return wake_up_process(lockstep_task(task));
}

static inline void lockstep_fault_set_refcount(struct vm_area_struct *vma, int value)
{
	refcount_set(&vma->vm_refcnt, value);
}

static inline void lockstep_fault_put(struct vm_area_struct *vma)
{
	(void)!__vma_refcount_put(vma, NULL);
}

static inline void lockstep_fault_fail_wait(void)
{
	current->fail_next_wait = true;
}

#define LOCKSTEP_SURROUNDINGS                                                                      \
	.abi_version = LOCKSTEP_ABI_VERSION, .mmap_read_lock = mmap_read_lock,                     \
	.mmap_read_lock_killable = mmap_read_lock_killable,                                        \
	.mmap_read_trylock = mmap_read_trylock, .mmap_read_unlock = mmap_read_unlock,              \
	.mmap_write_lock = mmap_write_lock, .mmap_write_lock_killable = mmap_write_lock_killable,  \
	.mmap_write_trylock = mmap_write_trylock, .mmap_write_unlock = mmap_write_unlock,          \
	.mmap_write_downgrade = mmap_write_downgrade, .vma_start_read = vma_start_read,            \
	.vma_start_read_locked = vma_start_read_locked, .vma_end_read = vma_end_read,              \
	.vma_mark_attached = vma_mark_attached, .vma_drop_attached = lockstep_drop_attached,       \
	.read_data = lockstep_read_data, .write_data = lockstep_write_data,                        \
	.vma_reuse = lockstep_vma_reuse, .send_signal = lockstep_signal_task,                      \
	.wake_up_process = lockstep_wake_task, .fault_set_refcount = lockstep_fault_set_refcount,  \
	.fault_put = lockstep_fault_put, .fault_fail_wait = lockstep_fault_fail_wait

#endif
