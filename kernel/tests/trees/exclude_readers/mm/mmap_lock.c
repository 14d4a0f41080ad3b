// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct vma_exclude_readers_state {
	struct vm_area_struct *vma;
	int state;
	bool detaching;
	bool detached;
	bool exclusive;
};

static void __vma_end_exclude_readers(struct vma_exclude_readers_state *ves)
{
	VM_WARN_ON_ONCE(ves->detached);
	ves->detached = refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &ves->vma->vm_refcnt);
	__vma_lockdep_release_exclusive(ves->vma);
}

static int __vma_start_exclude_readers(struct vma_exclude_readers_state *ves)
{
	const unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG | (ves->detaching ? 0 : 1);
	struct vm_area_struct *vma = ves->vma;
	int err;

	mmap_assert_write_locked(vma->vm_mm);
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt)) {
		ves->detached = true;
		return 0;
	}
	__vma_lockdep_acquire_exclusive(vma);
	err = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				 refcount_read(&vma->vm_refcnt) == target, ves->state);
	if (err) {
		__vma_end_exclude_readers(ves);
		return err;
	}
	ves->exclusive = true;
	return 0;
}

int __vma_start_write(struct vm_area_struct *vma, int state)
{
	const unsigned int mm_lock_seq = __vma_raw_mm_seqnum(vma);
	struct vma_exclude_readers_state ves = {.vma = vma, .state = state};
	const int err = __vma_start_exclude_readers(&ves);

	if (err)
		return err;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (ves.exclusive) {
		__vma_end_exclude_readers(&ves);
		WARN_ON_ONCE(ves.detached);
	}
	return 0;
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma, .state = TASK_UNINTERRUPTIBLE, .detaching = true};

	vma_assert_write_locked(vma);
	if (__vma_refcount_put(vma, NULL))
		return;
	if (!__vma_start_exclude_readers(&ves) && ves.exclusive)
		__vma_end_exclude_readers(&ves);
	WARN_ON_ONCE(!ves.detached);
}
