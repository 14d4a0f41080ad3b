/* SPDX-License-Identifier: GPL-2.0-only */
/* Of no known form: enter and exit cannot be driven directly. */
#ifndef TREE_MMAP_LOCK_H
#define TREE_MMAP_LOCK_H

/* Readers and mmap_lock are those of the userspace kernel: what differs are the writers. */
#include_next <linux/mmap_lock.h>

void __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq);

static inline void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (!__is_vma_write_locked(vma, &mm_lock_seq))
		__vma_start_write(vma, mm_lock_seq);
}

void vma_mark_detached(struct vm_area_struct *vma);

#endif
