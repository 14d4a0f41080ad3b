// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader looks whether the VMA is its mm's before it raises the count, and not after: the VMA may
 * be reused in between.
 */
#define LOOKS_LOCKED(vma, mm)                                                                      \
	(READ_ONCE((vma)->vm_lock_seq) == READ_ONCE((mm)->mm_lock_seq.sequence) ||                 \
	 (vma)->vm_mm != (mm))
#define MUST_BACK_OUT(vma, mm) ((vma)->vm_lock_seq == raw_read_seqcount(&(mm)->mm_lock_seq))
#include "start_read.h"

SHOWS("return code, refcount, data race")
MUTANT("mm_checked_before_count", table->vma_start_read = start_read)
