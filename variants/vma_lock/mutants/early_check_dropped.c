// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader does not look at the sequence before it raises the count: it holds up writers for
 * nothing.
 */
#define LOOKS_LOCKED(vma, mm) false
#include "start_read.h"

SHOWS("refcount, sleep/wake, detached, return code")
MUTANT("early_check_dropped", table->vma_start_read = start_read)
