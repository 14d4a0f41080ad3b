// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that was woken does not look at the count again.
 */
#include "wait.h"

#define rcuwait_wait_event(w, condition, state) wait_once(w, vma, target, state)
#include "mutant.h"

SHOWS("return code, refcount, write-locked, warning, data race")
MUTANT("wake_up_ends_wait")
