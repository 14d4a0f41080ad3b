// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that is killed while it waits for mmap_lock raises the sequence of the one that holds it.
 */
#include "mutant.h"

static int write_lock_killable(struct mm_struct *mm)
{
	const int error = down_write_killable(&mm->mmap_lock);

	do_raw_write_seqcount_begin(&mm->mm_lock_seq);
	return error;
}

SHOWS("write-locked, return code, refcount")
MUTANT("failed_write_lock_raises_sequence", table->mmap_write_lock_killable = write_lock_killable)
