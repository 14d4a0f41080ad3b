// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer waits for the count that a detacher waits for.
 */
#include "wait.h"

#define rcuwait_wait_event(w, condition, state) wait_for_count(vma, target & ~1u, state)
#include "mutant.h"

SHOWS("hang, refcount, return code")
MUTANT("writer_waits_for_detached")
