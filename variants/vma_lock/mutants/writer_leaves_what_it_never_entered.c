// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write leaves the section unless there was an error, even if the VMA was detached, and there
 * is none. A detach handles that case.
 */
#define MUST_LEAVE(ves) true
#include "merged_start_write.h"

SHOWS("refcount, warning, lockdep, detached")
MUTANT("writer_leaves_what_it_never_entered", OTHER_START_WRITE)
