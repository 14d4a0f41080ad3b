// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was killed says that it may try again.
 */
#include "wait.h"

static int wait_or_try_again(struct vm_area_struct *vma, unsigned int target, unsigned int state)
{
	return wait_for_count(vma, target, state) ? -EAGAIN : 0;
}

#define rcuwait_wait_event(w, condition, state) wait_or_try_again(vma, target, state)
#include "mutant.h"

SHOWS("return code")
MUTANT("wrong_error_code")
