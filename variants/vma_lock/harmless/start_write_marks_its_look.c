// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that looks whether it has the lock already reads vm_lock_seq with READ_ONCE().
 *
 * Only the holder of mmap_lock for write stores vm_lock_seq, and that is the writer itself: a
 * marked read returns what the plain one did, whenever it happens.
 */
#include <abi/surroundings.h>

static inline bool is_write_locked(const struct vm_area_struct *vma, unsigned int *mm_lock_seq)
{
	*mm_lock_seq = __vma_raw_mm_seqnum(vma);
	return READ_ONCE(vma->vm_lock_seq) == *mm_lock_seq;
}

#define __is_vma_write_locked is_write_locked
#include "harmless.h"

HARMLESS("start_write_marks_its_look", "nobody but the writer itself stores what it looks at")
