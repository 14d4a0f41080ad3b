// SPDX-License-Identifier: GPL-2.0-only
/* Jumps to an address without code when it is killed while it waits. */
#include <setjmp.h>

#include "variants/vma_lock/mutants/mutant.h"

static jmp_buf nowhere;

static int start_write_jumps(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error)
		longjmp(nowhere, 1);
	return error;
}

MUTANT("jumps_nowhere", table->vma_start_write_killable = start_write_jumps)
