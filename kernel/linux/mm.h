/* SPDX-License-Identifier: GPL-2.0-only */
/* What kernel files get from <linux/mm.h>. Looking VMAs up is a BUG(): see <linux/maple_tree.h>. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kconfig.h>
#include <linux/maple_tree.h>
#include <linux/mm_types.h>
#include <linux/mmap_lock.h>
#include <linux/mmdebug.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/vmstat.h>

/* The argument of a page fault handler; v6.15 has functions that use it among those of the lock. */
#define FAULT_FLAG_VMA_LOCK (1u << 12)

struct vm_fault {
	struct vm_area_struct *vma;
	unsigned int flags;
};

static inline void vma_iter_set(struct vma_iterator *iterator, unsigned long address)
{
	mas_set(&iterator->mas, address);
}

static inline struct vm_area_struct *vma_next(struct vma_iterator *iterator)
{
	return (struct vm_area_struct *)mas_walk(&iterator->mas);
}

static inline struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long address)
{
	MA_STATE(mas, &mm->mm_mt, address, address);

	return (struct vm_area_struct *)mas_walk(&mas);
}

#endif
