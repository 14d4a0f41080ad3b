// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>

/* True: the VMA is detached now. */
static bool __vma_exit_exclusive_locked(struct vm_area_struct *vma)
{
	const bool detached =
		refcount_sub_and_test(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt);

	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
	return detached;
}

/* 1: readers are kept out, 0: the VMA is detached, or the error of the wait. */
static inline int __vma_enter_exclusive_locked(struct vm_area_struct *vma, bool detaching,
					       int state)
{
	const unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG + (detaching ? 0 : 1);
	int err;

	mmap_assert_write_locked(vma->vm_mm);
	if (!refcount_add_not_zero(VM_REFCNT_EXCLUDE_READERS_FLAG, &vma->vm_refcnt))
		return 0;
	rwsem_acquire(&vma->vmlock_dep_map, 0, 0, _RET_IP_);
	err = rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				 refcount_read(&vma->vm_refcnt) == target, state);
	if (!err)
		return 1;
	if (__vma_exit_exclusive_locked(vma)) {
		WARN_ON_ONCE(!detaching);
		err = 0;
	}
	return err;
}

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state)
{
	const int locked = __vma_enter_exclusive_locked(vma, false, state);

	if (locked < 0)
		return locked;
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	return 0;
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	bool detached = true;

	vma_assert_write_locked(vma);
	if (!refcount_dec_and_test(&vma->vm_refcnt) &&
	    __vma_enter_exclusive_locked(vma, true, TASK_UNINTERRUPTIBLE))
		detached = __vma_exit_exclusive_locked(vma);
	WARN_ON_ONCE(!detached);
}
