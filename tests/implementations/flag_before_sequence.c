// SPDX-License-Identifier: GPL-2.0-only
/* A writer lets readers in again before it has marked the VMA as write-locked. */
#include "variants/mutants/mutant.h"

static int start_write_flag_first(struct vm_area_struct *vma)
{
	unsigned int mm_lock_seq;
	int locked;

	if (__is_vma_write_locked(vma, &mm_lock_seq))
		return 0;
	locked = __vma_enter_exclusive_locked(vma, false, TASK_KILLABLE);
	if (locked < 0)
		return locked;
	if (locked)
		WARN_ON_ONCE(__vma_exit_exclusive_locked(vma));
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
	return 0;
}

MUTANT("flag_before_sequence", table->vma_start_write_killable = start_write_flag_first)
