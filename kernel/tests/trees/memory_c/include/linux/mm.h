#pragma once
#include_next <linux/mm.h>
#line 701 "include/linux/mm.h"
void __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq);

static inline void vma_start_write(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;

	if (!__is_vma_write_locked(vma, &mm_lock_seq))
		__vma_start_write(vma, mm_lock_seq);
}

void vma_mark_detached(struct vm_area_struct *vma);
