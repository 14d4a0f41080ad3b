// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher keeps readers out and leaves again without waiting for readers that pass by.
 */
#include "wait.h"

#define rcuwait_wait_event(w, condition, state) (detaching ? 0 : wait_for_count(vma, target, state))
#include "mutant.h"

SHOWS("detached, refcount, warning")
MUTANT("detach_wait_dropped")
