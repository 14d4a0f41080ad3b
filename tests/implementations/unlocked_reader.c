// SPDX-License-Identifier: GPL-2.0-only
/* A reader takes no lock: readers and writers race, whichever of them comes first. */
#include "variants/vma_lock/mutants/mutant.h"

static struct vm_area_struct *start_read_without_lock(struct mm_struct *mm,
						      struct vm_area_struct *vma)
{
	(void)mm;
	return vma;
}

static void end_read_without_lock(struct vm_area_struct *vma)
{
	(void)vma;
}

MUTANT("unlocked_reader", table->vma_start_read = start_read_without_lock,
       table->vma_end_read = end_read_without_lock)
