// SPDX-License-Identifier: GPL-2.0-only
/*
 * Readers look at the count before they try to raise it, and save themselves an update that would
 * fail.
 *
 * If the look finds 0, or the flag, then the update would have failed at that moment with the same
 * answer; neither of them orders anything when it fails. Otherwise the update decides, as it did.
 */
#include <linux/refcount.h>

static inline bool look_and_raise(refcount_t *r, int *oldp, int limit)
{
	*oldp = (int)refcount_read(r);
	if (*oldp == 0 || *oldp >= limit)
		return false;
	return __refcount_inc_not_zero_limited_acquire(r, oldp, limit);
}

#define __refcount_inc_not_zero_limited_acquire look_and_raise
#include "harmless.h"

HARMLESS("readers_look_before_they_count", "the update would have failed where the look does")
