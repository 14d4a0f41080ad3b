// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher waits until the count is that of an attached VMA.
 */
#include "wait.h"

#define rcuwait_wait_event(w, condition, state) wait_for_count(vma, target | 1, state)
#include "mutant.h"

SHOWS("hang, detached, refcount, warning")
MUTANT("detaching_ignored")
