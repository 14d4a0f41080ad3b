// SPDX-License-Identifier: GPL-2.0-only
/*
 * The code before the patch: enter returns 0 (detached), 1 (exclusive) or an error, and exit tells
 * whether the VMA is detached now.
 */
#include <abi/surroundings.h>

/* Lets readers in again. True if the VMA is detached now. */
static bool __must_check __vma_exit_exclusive_locked(struct vm_area_struct *vma)
{
	const bool detached =
		refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);

	__vma_lockdep_release_exclusive(vma);
	return detached;
}

/* Keeps readers out and waits for those inside. 0: detached, 1: exclusive, or the wait's error. */
static int __vma_enter_exclusive_locked(struct vm_area_struct *vma, bool detaching, int state)
{
	const unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG + (detaching ? 0 : 1);
	int error;

	mmap_assert_write_locked(vma->vm_mm);
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt))
		return 0;

	__vma_lockdep_acquire_exclusive(vma);
	error = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				   refcount_read(&vma->vm_refcnt) == target, (unsigned int)state);
	if (error) {
		if (__vma_exit_exclusive_locked(vma)) {
			/* The last reader left all the same: for the caller it is detached. */
			WARN_ON_ONCE(!detaching);
			error = 0;
		}
		return error;
	}
	__vma_lockdep_stat_mark_acquired(vma);
	return 1;
}

static int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state)
{
	const int locked = __vma_enter_exclusive_locked(vma, false, state);

	if (locked < 0)
		return locked;

	/* Marked: readers peek at it without a lock. */
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	return 0;
}

static void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (!__is_vma_write_locked(vma, &mm_lock_seq))
		(void)__vma_start_write(vma, mm_lock_seq, TASK_UNINTERRUPTIBLE);
}

static int vma_start_write_killable(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	return __vma_start_write(vma, mm_lock_seq, TASK_KILLABLE);
}

static void vma_mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);

	if (likely(__vma_refcount_put(vma, NULL)))
		return;
	/* Readers that came by for a moment hold it up; wait until the last of them has left. */
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE)) {
		const bool detached = __vma_exit_exclusive_locked(vma);

		WARN_ON_ONCE(!detached);
	}
}

static void enter_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	const int locked = __vma_enter_exclusive_locked(vma, section->detaching, section->state);

	section->error = locked < 0 ? locked : 0;
	section->detached = locked == 0;
	section->exclusive = locked > 0;
}

static void exit_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	section->detached = __vma_exit_exclusive_locked(vma);
}

const struct lockstep_implementation lockstep_before = {
	LOCKSTEP_SURROUNDINGS,
	.name = "before",
	.summary = "the code before the patch",
	.source = __FILE__,
	.vma_start_write = vma_start_write,
	.vma_start_write_killable = vma_start_write_killable,
	.vma_mark_detached = vma_mark_detached,
	.wait_states = LOCKSTEP_WAIT_ANY,
	.enter_exclusive = enter_exclusive,
	.exit_exclusive = exit_exclusive,
};
