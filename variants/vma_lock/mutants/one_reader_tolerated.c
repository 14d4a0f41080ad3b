// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer counts itself among the readers: it goes on while one is still inside.
 */
#include <abi/surroundings.h>

#include "look.h"

static int wait_for_all_but_one(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	EXTRA_LOOK(vma->vm_refcnt.refs.counter);
	return rcuwait_wait_event(&vma->vm_mm->vma_writer_wait,
				  refcount_read(&vma->vm_refcnt) <= target + 1, state);
}

#undef rcuwait_wait_event
#define rcuwait_wait_event(w, condition, state) wait_for_all_but_one(vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked, warning")
MUTANT("one_reader_tolerated")
