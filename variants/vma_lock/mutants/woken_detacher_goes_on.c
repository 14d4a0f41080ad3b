// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detacher that was woken does not look at the count again; a writer does.
 */
#include "wait.h"

#define rcuwait_wait_event(w, condition, state)                                                    \
	(detaching ? wait_once(w, vma, target, state) : wait_for_count(vma, target, state))
#include "mutant.h"

SHOWS("detached, refcount, warning")
MUTANT("woken_detacher_goes_on")
