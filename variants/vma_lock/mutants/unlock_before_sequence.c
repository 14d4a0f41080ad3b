// SPDX-License-Identifier: GPL-2.0-only
/*
 * mmap_lock is released before the VMA write locks: the next writer's sequence is a mess.
 */
#include "mutant.h"

static void write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
	do_raw_write_seqcount_end(&mm->mm_lock_seq);
}

SHOWS("write-locked, return code, hang, data race")
MUTANT("unlock_before_sequence", table->mmap_write_unlock = write_unlock)
