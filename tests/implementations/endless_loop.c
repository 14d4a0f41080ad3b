// SPDX-License-Identifier: GPL-2.0-only
/* Spins for ever, without an access to shared state, when it is killed while it waits. */
#include "variants/vma_lock/mutants/mutant.h"

static int start_write_spin(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);
	volatile int spin = error;

	while (spin)
		;
	return error;
}

MUTANT("endless_loop", table->vma_start_write_killable = start_write_spin)
