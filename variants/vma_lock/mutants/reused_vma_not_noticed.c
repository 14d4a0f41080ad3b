// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader does not look whether the VMA was reused by another mm. Its caller had to do that up to
 * "mm: fix a UAF when vma->mm is freed after vma->vm_refcnt got dropped", 9bbffee67ffd.
 */
#define MUST_BACK_OUT(vma, mm) ((vma)->vm_lock_seq == raw_read_seqcount(&(mm)->mm_lock_seq))
#include "start_read.h"

SHOWS("return code, refcount")
MUTANT("reused_vma_not_noticed", table->vma_start_read = start_read)
