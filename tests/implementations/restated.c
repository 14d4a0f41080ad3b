// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reference a second time, in another shape: a writer that finds no reader inside does not wait
 * at all, which takes fewer steps; one that has to wait looks once before it becomes the waiter,
 * which takes more. Whatever a caller or a reader of the log can see has to be what `before` shows.
 */
#include <abi/surroundings.h>

/* How far a writer got. */
enum progress { VMA_WAS_DETACHED, READERS_ARE_OUT };

static bool __vma_exit_exclusive_locked(struct vm_area_struct *vma)
{
	int before_leaving;
	const bool nothing_left = __refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG,
							  &vma->vm_refcnt, &before_leaving);

	__vma_lockdep_release_exclusive(vma);
	return nothing_left;
}

/* The order that the wait loop of the kernel gives a task that has seen the last reader go. */
static bool only_writer_left(struct vm_area_struct *vma, unsigned int alone)
{
	if (refcount_read(&vma->vm_refcnt) != alone)
		return false;
	(void)lockstep_wait_over();
	return true;
}

static int sleep_until_alone(struct vm_area_struct *vma, unsigned int alone, unsigned int state)
{
	struct rcuwait *const slot = &vma->vm_mm->vma_writer_wait;
	struct lockstep_seen seen;
	int outcome;

	if (only_writer_left(vma, alone))
		return 0;
	prepare_to_rcuwait(slot);
	seen = lockstep_remember();
	for (;;) {
		lockstep_forget_since(&seen, __LINE__);
		set_current_state(state);
		outcome = only_writer_left(vma, alone) ? 0 : lockstep_wait_more(state);
		if (outcome <= 0)
			break;
	}
	finish_rcuwait(slot);
	return outcome;
}

/* An error, or how far it got. The condition's text and the function are what the log shows. */
static int __vma_enter_exclusive_locked(struct vm_area_struct *vma, bool detaching, int state)
{
	const int own = detaching ? 0 : 1;
	int others;
	int error = 0;

	mmap_assert_write_locked(vma->vm_mm);
	if (!__refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt, &others))
		return VMA_WAS_DETACHED;
	__vma_lockdep_acquire_exclusive(vma);
	others -= own;
	if (others == 0)
		lockstep_acquire(&vma->vm_refcnt.refs.counter);
	else
		error = sleep_until_alone(vma, VM_REFCNT_EXCLUDE_READERS_FLAG | (unsigned int)own,
					  (unsigned int)state);
	if (!error) {
		__vma_lockdep_stat_mark_acquired(vma);
		return READERS_ARE_OUT;
	}
	if (!__vma_exit_exclusive_locked(vma))
		return error;
	WARN_ON_ONCE(!detaching);
	return VMA_WAS_DETACHED;
}

static int __vma_start_write(struct vm_area_struct *vma, int state)
{
	unsigned int mm_lock_seq;
	int got;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	got = __vma_enter_exclusive_locked(vma, false, state);
	if (got < 0)
		return got;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	switch (got) {
	case READERS_ARE_OUT:
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
		break;
	default:
		break;
	}
	return 0;
}

static void start_write(struct vm_area_struct *vma)
{
	(void)__vma_start_write(vma, TASK_UNINTERRUPTIBLE);
}

static int start_write_killable(struct vm_area_struct *vma)
{
	return __vma_start_write(vma, TASK_KILLABLE);
}

static void vma_mark_detached(struct vm_area_struct *vma)
{
	bool detached;

	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	detached = __vma_refcount_put(vma, NULL);
	if (detached ||
	    __vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE) != READERS_ARE_OUT)
		return;
	detached = __vma_exit_exclusive_locked(vma);
	WARN_ON_ONCE(!detached);
}

static void enter_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	const int got = __vma_enter_exclusive_locked(vma, section->detaching, section->state);

	section->error = got < 0 ? got : 0;
	section->detached = got == VMA_WAS_DETACHED;
	section->exclusive = got == READERS_ARE_OUT;
}

static void exit_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	section->detached = __vma_exit_exclusive_locked(vma);
}

const struct lockstep_implementation lockstep_implementation = {
	LOCKSTEP_SURROUNDINGS,
	.name = "restated",
	.summary = "the reference, written a second time in another shape",
	.source = "tests/implementations/restated.c",
	.wait_states = LOCKSTEP_WAIT_ANY,
	.vma_start_write = start_write,
	.vma_start_write_killable = start_write_killable,
	.vma_mark_detached = vma_mark_detached,
	.enter_exclusive = enter_exclusive,
	.exit_exclusive = exit_exclusive,
};
