/* SPDX-License-Identifier: GPL-2.0-only */
/* As in v6.19, for writers that are written in other words. */
#ifndef TREE_MMAP_LOCK_H
#define TREE_MMAP_LOCK_H

/* Readers and mmap_lock are those of the userspace kernel: what differs are the writers. */
#include_next <linux/mmap_lock.h>

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state);

static inline void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (!__is_vma_write_locked(vma, &mm_lock_seq))
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
