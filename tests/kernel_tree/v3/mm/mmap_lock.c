// SPDX-License-Identifier: GPL-2.0-only
/* The kernel tree after the patch: does what variants/vma_lock/v3.c does. */
#include <linux/mmap_lock.h>
#include <linux/rcuwait.h>

/* Tries to lock a VMA that was found under RCU only. */
static struct vm_area_struct *vma_start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	int oldcnt;

	if (READ_ONCE(vma->vm_lock_seq) == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &oldcnt, VM_REFCNT_LIMIT))
		return oldcnt ? NULL : ERR_PTR(-EAGAIN);
	rwsem_acquire_read(&vma->vmlock_dep_map, 0, 1, _RET_IP_);
	if (unlikely(vma->vm_mm != mm || vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq))) {
		vma_refcount_put(vma);
		return NULL;
	}
	return vma;
}

struct vma_exclude_readers_state {
	struct vm_area_struct *vma;
	int state;
	bool detaching;
	bool detached;
	bool exclusive;
};

static void __vma_exit_exclusive_locked(struct vma_exclude_readers_state *ves)
{
	struct vm_area_struct *vma = ves->vma;

	VM_WARN_ON_ONCE(ves->detached);
	VM_WARN_ON_ONCE(!ves->exclusive);
	ves->detached = refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);
	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
}

/* 0, or the error of the wait. */
static int __vma_enter_exclusive_locked(struct vma_exclude_readers_state *ves)
{
	struct vm_area_struct *vma = ves->vma;
	unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG;
	int err;

	mmap_assert_write_locked(vma->vm_mm);
	VM_WARN_ON_ONCE(ves->detached);
	VM_WARN_ON_ONCE(ves->exclusive);
	if (!ves->detaching)
		target++;
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt)) {
		ves->detached = true;
		return 0;
	}

	rwsem_acquire(&vma->vmlock_dep_map, 0, 0, _RET_IP_);
	err = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				 refcount_read(&vma->vm_refcnt) == target, ves->state);
	if (err) {
		__vma_exit_exclusive_locked(ves);
		return err;
	}
	lock_acquired(&vma->vmlock_dep_map, _RET_IP_);
	ves->exclusive = true;
	return 0;
}

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state)
{
	struct vma_exclude_readers_state ves = {.vma = vma, .state = state};
	int err = __vma_enter_exclusive_locked(&ves);

	if (err) {
		WARN_ON_ONCE(ves.detached);
		return err;
	}
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (!ves.detached) {
		__vma_exit_exclusive_locked(&ves);
		WARN_ON_ONCE(ves.detached);
	}
	return 0;
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	struct vma_exclude_readers_state ves = {
		.vma = vma,
		.state = TASK_UNINTERRUPTIBLE,
		.detaching = true,
	};
	int err;

	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (likely(__vma_refcount_put(vma, NULL)))
		return;
	err = __vma_enter_exclusive_locked(&ves);
	if (!err && !ves.detached)
		__vma_exit_exclusive_locked(&ves);
	WARN_ON_ONCE(!ves.detached);
}
