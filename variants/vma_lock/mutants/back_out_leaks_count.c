// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that finds the VMA write-locked does not give its count back.
 */
#define BACK_OUT(vma, mm) __vma_lockdep_release_read(vma)
#include "start_read.h"

SHOWS("return code, hang, refcount, detached")
MUTANT("back_out_leaks_count", table->vma_start_read = start_read)
