// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write leaves the section unless there was an error: also if the VMA was detached, and there
 * is none. A detach knows.
 */
#define MUST_LEAVE(ves) true
#include "merged_start_write.h"

SHOWS("refcount, warning, lockdep, detached")
MUTANT("writer_leaves_what_it_never_entered", OTHER_START_WRITE)
