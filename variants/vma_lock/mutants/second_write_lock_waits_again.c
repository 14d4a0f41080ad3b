// SPDX-License-Identifier: GPL-2.0-only
/*
 * A VMA that is write-locked already is locked again, and waits for readers that are passing by.
 */
#include <abi/surroundings.h>

#include "look.h"

static bool never_write_locked(const struct vm_area_struct *vma, unsigned int *mm_lock_seq)
{
	EXTRA_LOOK(vma->vm_lock_seq);
	(void)__is_vma_write_locked(vma, mm_lock_seq);
	return false;
}

#define __is_vma_write_locked(vma, mm_lock_seq) never_write_locked(vma, mm_lock_seq)
#include "mutant.h"

SHOWS("return code, refcount, sleep/wake")
MUTANT("second_write_lock_waits_again")
