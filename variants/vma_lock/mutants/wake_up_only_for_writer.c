// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader wakes a task that waits for an attached VMA, and forgets that a detacher waits for one
 * count less. Asked for in the review of v7 of "mm: replace vm_lock and detached flag with a
 * reference count", dphnaz6h5kt4aukx5efcu2r3uxxhtyp2iods3275hrraldmny7@xghcoifpwd3l; the answer was
 * that a detacher would miss it.
 */
#include <linux/rcuwait.h>

#include "look.h"

#define rcuwait_wake_up(w)                                                                         \
	(EXTRA_LOOK((w)->task),                                                                    \
	 refcnt == (int)VM_REFCNT_EXCLUDE_READERS_FLAG + 1 ? rcuwait_wake_up(w) : 0)
#include "mutant.h"

SHOWS("hang")
MUTANT("wake_up_only_for_writer")
