/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mmap_lock with its sequence count, and the half of the per-VMA lock that readers use
 * (include/linux/mmap_lock.h and mm/mmap_lock.c in the kernel). The writers' half is what a patch
 * changes: see reference/ and variants/.
 */
#ifndef _LINUX_MMAP_LOCK_H
#define _LINUX_MMAP_LOCK_H

#include <linux/err.h>
#include <linux/mm_types.h>
#include <linux/mmdebug.h>

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

static inline __must_check int mmap_read_lock_killable(struct mm_struct *mm)
{
	return down_read_killable(&mm->mmap_lock);
}

static inline __must_check bool mmap_read_trylock(struct mm_struct *mm)
{
	return down_read_trylock(&mm->mmap_lock);
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

static inline __must_check int mmap_write_lock_killable(struct mm_struct *mm)
{
	const int error = down_write_killable(&mm->mmap_lock);

	if (!error)
		do_raw_write_seqcount_begin(&mm->mm_lock_seq);
	return error;
}

static inline __must_check bool mmap_write_trylock(struct mm_struct *mm)
{
	const bool locked = down_write_trylock(&mm->mmap_lock);

	if (locked)
		do_raw_write_seqcount_begin(&mm->mm_lock_seq);
	return locked;
}

/* Releases every VMA write lock of the mm at once. */
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

/* A reader cannot wait, so its acquisition counts as a trylock; a writer's does not. */
#define __vma_lockdep_acquire_read(vma)                                                            \
	lock_acquire_shared(&(vma)->vmlock_dep_map, 0, 1, NULL, _RET_IP_)
#define __vma_lockdep_release_read(vma) lock_release(&(vma)->vmlock_dep_map, _RET_IP_)
#define __vma_lockdep_acquire_exclusive(vma)                                                       \
	lock_acquire_exclusive(&(vma)->vmlock_dep_map, 0, 0, NULL, _RET_IP_)
#define __vma_lockdep_release_exclusive(vma) lock_release(&(vma)->vmlock_dep_map, _RET_IP_)
#define __vma_lockdep_stat_mark_acquired(vma) lock_acquired(&(vma)->vmlock_dep_map, _RET_IP_)

/* The mm's sequence; only for the holder of mmap_lock for write, for whom it cannot change. */
static inline unsigned int __vma_raw_mm_seqnum(const struct vm_area_struct *vma)
{
	mmap_assert_write_locked(vma->vm_mm);
	return vma->vm_mm->mm_lock_seq.sequence;
}

/* Whether the caller, who holds mmap_lock for write, has write-locked the VMA. */
static inline bool __is_vma_write_locked(const struct vm_area_struct *vma,
					 unsigned int *mm_lock_seq)
{
	*mm_lock_seq = __vma_raw_mm_seqnum(vma);
	return vma->vm_lock_seq == *mm_lock_seq;
}

static inline void vma_assert_write_locked(const struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	VM_BUG_ON_VMA(!__is_vma_write_locked(vma, &mm_lock_seq), vma);
}

static inline bool vma_is_attached(const struct vm_area_struct *vma)
{
	return refcount_read(&vma->vm_refcnt) != 0;
}

static inline void vma_assert_attached(const struct vm_area_struct *vma)
{
	WARN_ON_ONCE(!vma_is_attached(vma));
}

static inline void vma_assert_detached(const struct vm_area_struct *vma)
{
	WARN_ON_ONCE(vma_is_attached(vma));
}

/* Attaches a detached VMA that the caller has write-locked. */
static inline void vma_mark_attached(struct vm_area_struct *vma)
{
	vma_assert_write_locked(vma);
	vma_assert_detached(vma);
	refcount_set_release(&vma->vm_refcnt, 1);
}

/* Whether a writer keeps readers out and, by `refcnt`, has no other task to wait for. */
static inline bool __vma_are_readers_excluded(int refcnt)
{
	/* Unsigned, as the kernel's flag makes it: no task is woken for a saturated count. */
	const unsigned int count = (unsigned int)refcnt;

	return (count & VM_REFCNT_EXCLUDE_READERS_FLAG) &&
	       count <= VM_REFCNT_EXCLUDE_READERS_FLAG + 1;
}

/* Drops one count; true if it hit 0. `refcnt`, if given, gets the count that is left. */
static inline __must_check bool __vma_refcount_put(struct vm_area_struct *vma, int *refcnt)
{
	int old;
	const bool detached = __refcount_dec_and_test(&vma->vm_refcnt, &old);

	if (refcnt)
		*refcnt = lockstep_wrapping_sub(old, 1);
	return detached;
}

/* Drops a reader's count and wakes the writer if it was the last one that it waited for. */
static inline void vma_refcount_put(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm; /* the VMA may be gone once the count is dropped */
	int refcnt;

	__vma_lockdep_release_read(vma);
	if (!__vma_refcount_put(vma, &refcnt) && __vma_are_readers_excluded(refcnt))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

/*
 * Tries to read-lock a VMA of `mm` that was found without a lock. NULL if it is write-locked or
 * was reused by another mm, -EAGAIN if it is detached.
 */
static inline struct vm_area_struct *vma_start_read(struct mm_struct *mm,
						    struct vm_area_struct *vma)
{
	/* Only a hint: a stale value may cost a needless failure, never a wrong success. */
	const struct lockstep_seen seen = lockstep_remember();
	const unsigned int vm_lock_seq = READ_ONCE(vma->vm_lock_seq);
	int old;

	if (vm_lock_seq == READ_ONCE(mm->mm_lock_seq.sequence))
		return NULL;
	lockstep_forget_since(&seen, __LINE__);
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return old ? NULL : (struct vm_area_struct *)ERR_PTR(-EAGAIN);
	__vma_lockdep_acquire_read(vma);
	/* The acquire makes what was written before the last unlock visible to this reader. */
	if (vma->vm_mm != mm || vma->vm_lock_seq == raw_read_seqcount(&mm->mm_lock_seq)) {
		vma_refcount_put(vma);
		return NULL;
	}
	return vma;
}

/* Read-locks a VMA under mmap_lock, in any mode. */
static inline bool vma_start_read_locked(struct vm_area_struct *vma)
{
	int old;

	mmap_assert_locked(vma->vm_mm);
	if (!__refcount_inc_not_zero_limited_acquire(&vma->vm_refcnt, &old, VM_REFCNT_LIMIT))
		return false;
	__vma_lockdep_acquire_read(vma);
	return true;
}

static inline void vma_end_read(struct vm_area_struct *vma)
{
	vma_refcount_put(vma);
}

#endif
