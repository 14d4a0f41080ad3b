// SPDX-License-Identifier: GPL-2.0-only
/*
 * A rewrite of `before` that takes other steps for the same behaviour: a writer that finds no
 * reader inside does not publish itself as waiting. With LOOKS_TOO_EARLY it only looks like that:
 * whether there is a reader inside it asks before it keeps new ones out.
 */
#include "variants/vma_lock/mutants/mutant.h"

static bool nobody_inside(const struct vm_area_struct *vma, unsigned int count)
{
	return (unsigned int)smp_load_acquire(&vma->vm_refcnt.refs.counter) == count;
}

static int enter_skipping(struct vm_area_struct *vma, bool detaching, int state)
{
	const unsigned int attached = detaching ? 0 : 1;
	const unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG + attached;
	int error = 0;
#ifdef LOOKS_TOO_EARLY
	const bool skip = nobody_inside(vma, attached);
#endif

	mmap_assert_write_locked(vma->vm_mm);
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt))
		return 0;
	__vma_lockdep_acquire_exclusive(vma);
#ifdef LOOKS_TOO_EARLY
	if (!skip)
#else
	if (!nobody_inside(vma, target))
#endif
		error = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
					   refcount_read(&vma->vm_refcnt) == target,
					   (unsigned int)state);
	if (error)
		return __vma_exit_exclusive_locked(vma) ? 0 : error;
	return 1;
}

static int start_write_skipping(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;
	int locked;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	locked = enter_skipping(vma, false, state);
	if (locked < 0)
		return locked;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	return 0;
}

static void start_write(struct vm_area_struct *vma)
{
	(void)start_write_skipping(vma, TASK_UNINTERRUPTIBLE);
}

static int start_write_killable(struct vm_area_struct *vma)
{
	return start_write_skipping(vma, TASK_KILLABLE);
}

#ifdef LOOKS_TOO_EARLY
#define NAME "skips_waiter_too_early"
#else
#define NAME "skips_waiter"
#endif
MUTANT(NAME, table->summary = "before, without publishing a waiter that need not wait",
       table->vma_start_write = start_write, table->vma_start_write_killable = start_write_killable)
