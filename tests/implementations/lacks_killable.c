// SPDX-License-Identifier: GPL-2.0-only
/* The reference, from a time when no task could be killed while write-locking a VMA. */
#include "variants/vma_lock/mutants/mutant.h"

MUTANT("lacks_killable", table->summary = "before, without vma_start_write_killable",
       table->vma_start_write_killable = NULL)
