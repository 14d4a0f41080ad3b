// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that ends all VMA write locks of an mm is no longer asked for mmap_lock.
 */
#include "mutant.h"

static void end_write_all(struct mm_struct *mm)
{
	do_raw_write_seqcount_end(&mm->mm_lock_seq);
}

static void write_unlock(struct mm_struct *mm)
{
	end_write_all(mm);
	up_write(&mm->mmap_lock);
}

static void write_downgrade(struct mm_struct *mm)
{
	end_write_all(mm);
	downgrade_write(&mm->mmap_lock);
}

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("sequence_end_assertion_dropped", table->vma_end_write_all = end_write_all,
       table->mmap_write_unlock = write_unlock, table->mmap_write_downgrade = write_downgrade)
