// SPDX-License-Identifier: GPL-2.0-only
/*
 * A writer that has waited stays in the waiter slot.
 */
#include <abi/surroundings.h>

#include "look.h"

#define finish_rcuwait(w) (EXTRA_LOOK((w)->task), __set_current_state(TASK_RUNNING))
#include "mutant.h"

SHOWS("sleep/wake")
MUTANT("waiter_slot_not_cleared")
