// SPDX-License-Identifier: GPL-2.0-only
/* A writer keeps new readers out but does not wait for those inside. */
#include <linux/rcuwait.h>

#undef rcuwait_wait_event
#define rcuwait_wait_event(wait, condition, state)                                                 \
	((void)(wait), (void)(condition), (void)(state), 0)
#include "variants/vma_lock/mutants/mutant.h"

SHOWS("return code, refcount")
MUTANT("writer_does_not_wait")
