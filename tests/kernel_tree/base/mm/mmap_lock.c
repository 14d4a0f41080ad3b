// SPDX-License-Identifier: GPL-2.0-only
/* A kernel tree before the patch: does what reference/vma_lock/before.c does. */
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

static bool __must_check __vma_exit_exclusive_locked(struct vm_area_struct *vma)
{
	bool detached = refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);

	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
	return detached;
}

/* 1: readers are kept out, 0: the VMA is detached, or an error. */
static int __vma_enter_exclusive_locked(struct vm_area_struct *vma, bool detaching, int state)
{
	unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG;
	int err;

	mmap_assert_write_locked(vma->vm_mm);
	if (!detaching)
		target++;
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt))
		return 0;

	rwsem_acquire(&vma->vmlock_dep_map, 0, 0, _RET_IP_);
	err = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				 refcount_read(&vma->vm_refcnt) == target, state);
	if (err) {
		if (__vma_exit_exclusive_locked(vma)) {
			WARN_ON_ONCE(!detaching);
			err = 0;
		}
		return err;
	}
	lock_acquired(&vma->vmlock_dep_map, _RET_IP_);
	return 1;
}

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state)
{
	int locked = __vma_enter_exclusive_locked(vma, false, state);

	if (locked < 0)
		return locked;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	return 0;
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_attached(vma);
	if (likely(__vma_refcount_put(vma, NULL)))
		return;
	if (__vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE)) {
		bool detached = __vma_exit_exclusive_locked(vma);

		WARN_ON_ONCE(!detached);
	}
}
