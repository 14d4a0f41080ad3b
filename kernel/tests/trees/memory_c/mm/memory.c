// SPDX-License-Identifier: GPL-2.0-only
/* What is cut out of a longer file keeps its lines there. */
#line 1001 "mm/memory.c"
/* True: readers are kept out, false: the VMA is detached. */
static inline bool __vma_enter_locked(struct vm_area_struct *vma, bool detaching)
{
	const unsigned int target = VMA_LOCK_OFFSET + (detaching ? 0 : 1);

	if (!refcount_add_not_zero(VMA_LOCK_OFFSET, &vma->vm_refcnt))
		return false;
	rwsem_acquire(&vma->vmlock_dep_map, 0, 0, _RET_IP_);
	rcuwait_wait_event(&vma->vm_mm->vma_writer_wait, refcount_read(&vma->vm_refcnt) == target,
			   TASK_UNINTERRUPTIBLE);
	lock_acquired(&vma->vmlock_dep_map, _RET_IP_);
	return true;
}

static inline void __vma_exit_locked(struct vm_area_struct *vma, bool *detached)
{
	*detached = refcount_sub_and_test(VMA_LOCK_OFFSET, &vma->vm_refcnt);
	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
}

void __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq)
{
	const bool locked = __vma_enter_locked(vma, false);
	bool detached;

	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	if (locked) {
		__vma_exit_locked(vma, &detached);
		WARN_ON_ONCE(detached);
	}
}
EXPORT_SYMBOL_GPL(__vma_start_write);

void vma_mark_detached(struct vm_area_struct *vma)
{
	bool detached = true;

	vma_assert_write_locked(vma);
	if (!refcount_dec_and_test(&vma->vm_refcnt) && __vma_enter_locked(vma, true))
		__vma_exit_locked(vma, &detached);
	WARN_ON_ONCE(!detached);
}
