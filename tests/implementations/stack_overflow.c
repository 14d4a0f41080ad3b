// SPDX-License-Identifier: GPL-2.0-only
/* Calls itself for ever when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

static volatile int depth;

__attribute__((noinline)) static int descend(volatile int *above)
{
	volatile int here[64];

	here[0] = *above;
	depth = here[0];
	return depth ? descend(here) + here[0] : 0;
}

static int start_write_descend(struct vm_area_struct *vma)
{
	volatile int error = vma_start_write_killable(vma);

	return error ? descend(&error) : 0;
}

MUTANT("stack_overflow", table->vma_start_write_killable = start_write_descend)
