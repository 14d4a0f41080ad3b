// SPDX-License-Identifier: GPL-2.0-only
/*
 * A VMA that is a copy of another one has the other's count for a moment: readers of the VMA that
 * was there before can get in. vm_area_dup() had this mistake, as "mm: make vma cache
 * SLAB_TYPESAFE_BY_RCU" says, which keeps the count from being copied.
 */
#include "mutant.h"

static void reuse(struct vm_area_struct *vma, struct mm_struct *mm)
{
	refcount_set(&vma->vm_refcnt, 1);
	lockstep_vma_reuse(vma, mm);
	refcount_set(&vma->vm_refcnt, 0);
}

SHOWS("return code, refcount, detached, warning, write-locked, data race")
MUTANT("reuse_copies_count", table->vma_reuse = reuse)
