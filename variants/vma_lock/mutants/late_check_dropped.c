// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader looks at the sequence only before it raises the count.
 */
#define MUST_BACK_OUT(vma, mm) ((vma)->vm_mm != (mm))
#include "start_read.h"

SHOWS("return code, refcount, write-locked")
MUTANT("late_check_dropped", table->vma_start_read = start_read)
