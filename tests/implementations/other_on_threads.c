// SPDX-License-Identifier: GPL-2.0-only
/* A reader gets in where it is explored and not on a thread of its own, as if the model were wrong.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "variants/vma_lock/mutants/mutant.h"

static struct vm_area_struct *start_read_if_explored(struct mm_struct *mm,
						     struct vm_area_struct *vma)
{
	return gettid() == getpid() ? vma_start_read(mm, vma) : NULL;
}

MUTANT("other_on_threads", table->vma_start_read = start_read_if_explored)
