/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entries of an implementation's table that stand around the lock and are no part of it: the
 * protected data, signals, reuse of a freed VMA, injected faults. Compiled into the implementation
 * so that the race detector sees them. They use nothing of <linux/mmap_lock.h>, which an imported
 * kernel tree replaces.
 */
#ifndef LOCKSTEP_ABI_ENVIRONMENT_H
#define LOCKSTEP_ABI_ENVIRONMENT_H

#include <abi/implementation.h>
#include <linux/mm_types.h>

/*
 * The two words of data change together; a reader that sees them differ saw a torn update. They are
 * volatile so that no compiler makes one access of two: ThreadSanitizer would see a race for the
 * first word only, and two builds of the same code would differ.
 */
static inline unsigned long lockstep_read_data(const struct vm_area_struct *vma)
{
	const volatile unsigned long *const start = &vma->vm_start;
	const volatile unsigned long *const end = &vma->vm_end;
	const unsigned long seen = *start;

	return seen == *end ? seen : ~0ul;
}

static inline void lockstep_write_data(struct vm_area_struct *vma)
{
	volatile unsigned long *const start = &vma->vm_start;
	volatile unsigned long *const end = &vma->vm_end;

	*start = *start + 1;
	*end = *end + 1;
}

/*
 * vm_area_free() and vm_area_alloc(), with the allocator handing out the same memory at once
 * (SLAB_TYPESAFE_BY_RCU). Readers of the old VMA may still look at vm_lock_seq. The kernel's
 * vma_lock_init() stores it plainly, and its race detector takes that for an atomic store (KCSAN,
 * assuming that plain writes are). Here it is one, and a step.
 */
static inline void lockstep_vma_reuse(struct vm_area_struct *vma, struct mm_struct *mm)
{
	vma->vm_mm = mm;
	WRITE_ONCE(vma->vm_lock_seq, UINT_MAX);
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
	(void)!refcount_dec_and_test(&vma->vm_refcnt);
}

static inline void lockstep_fault_fail_wait(void)
{
	current->fail_next_wait = true;
}

#define LOCKSTEP_ENVIRONMENT                                                                       \
	.read_data = lockstep_read_data, .write_data = lockstep_write_data,                        \
	.vma_reuse = lockstep_vma_reuse, .send_signal = lockstep_signal_task,                      \
	.wake_up_process = lockstep_wake_task, .fault_set_refcount = lockstep_fault_set_refcount,  \
	.fault_put = lockstep_fault_put, .fault_fail_wait = lockstep_fault_fail_wait

#endif
