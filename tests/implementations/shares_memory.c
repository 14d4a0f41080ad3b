// SPDX-License-Identifier: GPL-2.0-only
/* Tasks share memory that is neither among the objects of the program nor a static variable. */
#include <stdlib.h>

#include "variants/vma_lock/mutants/mutant.h"

struct counter {
	unsigned int count;
	struct counter *last; /* that was taken */
};

static struct counter *shared; /* taken anew in each execution, and never given back */

/* Leak checkers find them all by this: what a thread has of its own is not set back. */
static _Thread_local struct counter *all;

static struct counter *take_counter(void)
{
	struct counter *const counter = calloc(1, sizeof(*counter));

	counter->last = all;
	all = counter;
	return counter;
}

static int start_write_shared(struct vm_area_struct *vma)
{
	if (!shared)
		shared = take_counter();
	WRITE_ONCE(shared->count, READ_ONCE(shared->count) + 1);
	return vma_start_write_killable(vma);
}

MUTANT("shares_memory", table->vma_start_write_killable = start_write_shared)
