// SPDX-License-Identifier: GPL-2.0-only
/*
 * mmap_lock is downgraded before the VMA write locks are released: a task that then holds it for
 * read may still find a VMA write-locked.
 */
#include "mutant.h"

static void write_downgrade(struct mm_struct *mm)
{
	downgrade_write(&mm->mmap_lock);
	do_raw_write_seqcount_end(&mm->mm_lock_seq);
}

SHOWS("return code, write-locked, refcount")
MUTANT("downgrade_before_sequence", table->mmap_write_downgrade = write_downgrade)
