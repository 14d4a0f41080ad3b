// SPDX-License-Identifier: GPL-2.0-only
/*
 * The killable write lock waits as the other one does.
 */
#include "mutant.h"

static int start_write_killable(struct vm_area_struct *vma)
{
	vma_start_write(vma);
	return 0;
}

SHOWS("sleep/wake, hang, return code, refcount, write-locked")
MUTANT("killable_writer_cannot_be_killed", table->vma_start_write_killable = start_write_killable)
