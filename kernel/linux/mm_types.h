/* SPDX-License-Identifier: GPL-2.0-only */
/* Address spaces and their areas: the fields that the locks use, and the data they protect. */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <limits.h>
#include <linux/maple_tree.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/rcuwait.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/wait_bit.h>

/*
 * ThreadSanitizer remembers the last four accesses to each aligned 8 bytes. Fields that do not
 * share them do not push each other's accesses out.
 */
#define LOCKSTEP_OWN_WORD __attribute__((__aligned__(8)))

struct mm_struct {
	struct rw_semaphore mmap_lock LOCKSTEP_OWN_WORD;
	seqcount_t mm_lock_seq LOCKSTEP_OWN_WORD; /* odd while mmap_lock is held for write */
	struct rcuwait vma_writer_wait; /* the writer that waits for a VMA's readers to leave */
	struct maple_tree mm_mt;	/* where the kernel looks VMAs up */
};

/*
 * vm_refcnt: 0 detached; 1 attached, no reader; up to VM_REFCNT_LIMIT readers hold it; with the
 * flag set, readers are kept out: exactly the flag is a detached VMA whose exclusive section has
 * not been left, flag + 1 is exclusive and attached (or a detacher that waits for one last reader),
 * more is a writer waiting for readers to leave.
 */
#define VM_REFCNT_EXCLUDE_READERS_BIT 30
#define VM_REFCNT_EXCLUDE_READERS_FLAG (1u << VM_REFCNT_EXCLUDE_READERS_BIT)
#define VM_REFCNT_LIMIT (VM_REFCNT_EXCLUDE_READERS_FLAG - 1)

/* What the flag and the limit were called up to v6.19, when they were signed. */
#define VMA_LOCK_OFFSET 0x40000000
#define VMA_REF_LIMIT (VMA_LOCK_OFFSET - 1)

struct vm_area_struct {
	struct mm_struct *vm_mm;
	unsigned long vm_start; /* vm_start and vm_end are what the VMA lock protects: plain */
	unsigned long vm_end;	/* memory, watched by the race detector */
	unsigned int vm_lock_seq LOCKSTEP_OWN_WORD;
	refcount_t vm_refcnt LOCKSTEP_OWN_WORD;
	struct lockdep_map vmlock_dep_map;
};

struct vma_iterator {
	struct ma_state mas;
};

static inline void mm_init_lock(struct mm_struct *mm)
{
	__init_rwsem(&mm->mmap_lock, "mmap_lock", NULL);
	seqcount_init(&mm->mm_lock_seq);
	rcuwait_init(&mm->vma_writer_wait);
}

#endif
