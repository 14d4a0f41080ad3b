// SPDX-License-Identifier: GPL-2.0-only
/*
 * A VMA whose memory was used before starts with the sequence of the old one.
 */
#include "mutant.h"

static void reuse(struct vm_area_struct *vma, struct mm_struct *mm)
{
	vma->vm_mm = mm;
	lockdep_init_map(&vma->vmlock_dep_map, "vm_lock", NULL, 0);
}

SHOWS("write-locked, return code")
MUTANT("reuse_keeps_sequence", table->vma_reuse = reuse)
