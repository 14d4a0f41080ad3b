// SPDX-License-Identifier: GPL-2.0-only
/*
 * The form that mainline has: as v3, with other names, without its assertion that exit is
 * exclusive, and with "exclusive" rather than "not detached" deciding whether to exit.
 */
#include <abi/surroundings.h>

struct vma_exclude_readers_state {
	struct vm_area_struct *vma;
	int state; /* to sleep in */
	bool detaching;

	bool detached;	/* out: the VMA is detached */
	bool exclusive; /* out: readers are kept out until exit */
};

static void __vma_end_exclude_readers(struct vma_exclude_readers_state *ves)
{
	struct vm_area_struct *const vma = ves->vma;

	VM_WARN_ON_ONCE(ves->detached);

	ves->detached = refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);
	__vma_lockdep_release_exclusive(vma);
}

/* The count once readers are gone: the flag, and one for being attached unless that was dropped. */
static unsigned int get_target_refcnt(const struct vma_exclude_readers_state *ves)
{
	return VM_REFCNT_EXCLUDE_READERS_FLAG | (ves->detaching ? 0 : 1);
}

static int __vma_start_exclude_readers(struct vma_exclude_readers_state *ves)
{
	struct vm_area_struct *const vma = ves->vma;
	const unsigned int target = get_target_refcnt(ves);
	int error;

	mmap_assert_write_locked(vma->vm_mm);
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt)) {
		ves->detached = true;
		return 0;
	}

	__vma_lockdep_acquire_exclusive(vma);
	error = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				   refcount_read(&vma->vm_refcnt) == target,
				   (unsigned int)ves->state);
	if (error) {
		__vma_end_exclude_readers(ves);
		return error;
	}
	__vma_lockdep_stat_mark_acquired(vma);
	ves->exclusive = true;
	return 0;
}

static int __vma_start_write(struct vm_area_struct *vma, int state)
{
	const unsigned int mm_lock_seq = __vma_raw_mm_seqnum(vma);
	struct vma_exclude_readers_state ves = {.vma = vma, .state = state};
	const int error = __vma_start_exclude_readers(&ves);

	if (error) {
		WARN_ON_ONCE(ves.detached);
		return error;
	}

	/* Marked: readers peek at it without a lock. */
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (ves.exclusive) {
		__vma_end_exclude_readers(&ves);
		WARN_ON_ONCE(ves.detached);
	}
	return 0;
}

static void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (!__is_vma_write_locked(vma, &mm_lock_seq))
		(void)__vma_start_write(vma, TASK_UNINTERRUPTIBLE);
}

static int vma_start_write_killable(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	return __vma_start_write(vma, TASK_KILLABLE);
}

static void __vma_exclude_readers_for_detach(struct vm_area_struct *vma)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma,
		.state = TASK_UNINTERRUPTIBLE,
		.detaching = true,
	};
	/* Only readers that have yet to notice the write lock hold it up; they leave. */
	const int error = __vma_start_exclude_readers(&ves);

	if (!error && ves.exclusive)
		__vma_end_exclude_readers(&ves);
	WARN_ON_ONCE(!ves.detached);
}

static void vma_mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);

	if (unlikely(!__vma_refcount_put(vma, NULL)))
		__vma_exclude_readers_for_detach(vma);
}

static void enter_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma,
		.state = section->state,
		.detaching = section->detaching,
		.detached = section->detached,
		.exclusive = section->exclusive,
	};

	section->error = __vma_start_exclude_readers(&ves);
	section->detached = ves.detached;
	section->exclusive = ves.exclusive;
}

static void exit_exclusive(struct vm_area_struct *vma, struct lockstep_exclusive *section)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma,
		.state = section->state,
		.detaching = section->detaching,
		.detached = section->detached,
		.exclusive = section->exclusive,
	};

	__vma_end_exclude_readers(&ves);
	section->detached = ves.detached;
}

const struct lockstep_implementation lockstep_merged = {
	LOCKSTEP_SURROUNDINGS,
	.name = "merged",
	.summary = "the form of the patch that mainline has",
	.source = __FILE__,
	.vma_start_write = vma_start_write,
	.vma_start_write_killable = vma_start_write_killable,
	.vma_mark_detached = vma_mark_detached,
	.wait_states = LOCKSTEP_WAIT_ANY,
	.enter_exclusive = enter_exclusive,
	.exit_exclusive = exit_exclusive,
};
