/* SPDX-License-Identifier: GPL-2.0-only */
/* A header in the style of a kernel's, with the readers' half of the lock. */
#ifndef _LINUX_MMAP_LOCK_H
#define _LINUX_MMAP_LOCK_H

#include <linux/err.h>
#include <linux/mm_types.h>
#include <linux/mmdebug.h>

#ifdef CONFIG_PER_VMA_LOCK
#define MMAP_LOCK_HAS_VMA_LOCKS
#endif

static inline void mmap_assert_locked(const struct mm_struct *mm)
{
	rwsem_assert_held(&mm->mmap_lock);
}

static inline void mmap_assert_write_locked(const struct mm_struct *mm)
{
	rwsem_assert_held_write(&mm->mmap_lock);
}

static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

static inline int mmap_read_lock_killable(struct mm_struct *mm)
{
	return down_read_killable(&mm->mmap_lock);
}

static inline bool mmap_read_trylock(struct mm_struct *mm)
{
	return down_read_trylock(&mm->mmap_lock) != 0;
}

static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}

static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
	do_raw_write_seqcount_begin(&mm->mm_lock_seq);
}

static inline int mmap_write_lock_killable(struct mm_struct *mm)
{
	int ret = down_write_killable(&mm->mmap_lock);

	if (!ret)
		do_raw_write_seqcount_begin(&mm->mm_lock_seq);
	return ret;
}

static inline bool mmap_write_trylock(struct mm_struct *mm)
{
	bool ret = down_write_trylock(&mm->mmap_lock) != 0;

	if (ret)
		do_raw_write_seqcount_begin(&mm->mm_lock_seq);
	return ret;
}

static inline void vma_end_write_all(struct mm_struct *mm)
{
	mmap_assert_write_locked(mm);
	do_raw_write_seqcount_end(&mm->mm_lock_seq);
}

static inline void mmap_write_unlock(struct mm_struct *mm)
{
	vma_end_write_all(mm);
	up_write(&mm->mmap_lock);
}

static inline void mmap_write_downgrade(struct mm_struct *mm)
{
	vma_end_write_all(mm);
	downgrade_write(&mm->mmap_lock);
}

static inline unsigned int __vma_raw_mm_seqnum(struct vm_area_struct *vma)
{
	mmap_assert_write_locked(vma->vm_mm);
	return vma->vm_mm->mm_lock_seq.sequence;
}

static inline bool __is_vma_write_locked(struct vm_area_struct *vma, unsigned int *mm_lock_seq)
{
	*mm_lock_seq = __vma_raw_mm_seqnum(vma);
	return vma->vm_lock_seq == *mm_lock_seq;
}

static inline void vma_assert_write_locked(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	VM_BUG_ON_VMA(!__is_vma_write_locked(vma, &mm_lock_seq), vma);
}

static inline bool vma_is_attached(struct vm_area_struct *vma)
{
	return refcount_read(&vma->vm_refcnt) != 0;
}

static inline void vma_assert_attached(struct vm_area_struct *vma)
{
	WARN_ON_ONCE(!vma_is_attached(vma));
}

static inline void vma_assert_detached(struct vm_area_struct *vma)
{
	WARN_ON_ONCE(vma_is_attached(vma));
}

static inline void vma_mark_attached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_detached(vma);
	refcount_set_release(&vma->vm_refcnt, 1);
}

static inline bool __vma_refcount_put(struct vm_area_struct *vma, int *refcnt)
{
	int oldcnt;
	bool hit_zero = __refcount_dec_and_test(&vma->vm_refcnt, &oldcnt);

	if (refcnt)
		*refcnt = oldcnt - 1;
	return hit_zero;
}

static inline bool vma_writer_may_go_on(unsigned int refcnt)
{
	return (refcnt & VM_REFCNT_EXCLUDE_READERS_FLAG) &&
	       refcnt <= VM_REFCNT_EXCLUDE_READERS_FLAG + 1;
}

static inline void vma_refcount_put(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	int refcnt;

	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
	if (!__vma_refcount_put(vma, &refcnt) && vma_writer_may_go_on(refcnt))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

static inline bool vma_start_read_locked(struct vm_area_struct *vma)
{
	int oldcnt;

	mmap_assert_locked(vma->vm_mm);
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &oldcnt, VM_REFCNT_LIMIT))
		return false;
	rwsem_acquire_read(&vma->vmlock_dep_map, 0, 1, _RET_IP_);
	return true;
}

static inline void vma_end_read(struct vm_area_struct *vma)
{
	vma_refcount_put(vma);
}

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state);

static inline void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return;
	__vma_start_write(vma, mm_lock_seq, TASK_UNINTERRUPTIBLE);
}

static inline int vma_start_write_killable(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	return __vma_start_write(vma, mm_lock_seq, TASK_KILLABLE);
}

void vma_mark_detached(struct vm_area_struct *vma);

#endif
