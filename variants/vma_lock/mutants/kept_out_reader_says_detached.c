// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that cannot raise the count says that the VMA is detached, even if it is kept out.
 */
#include <linux/err.h>
#include <linux/refcount.h>

#include "look.h"

static inline bool raise_unless_limited(refcount_t *r, int *oldp, int limit)
{
	bool raised;

	EXTRA_LOOK(r->refs.counter);
	raised = __refcount_inc_not_zero_limited_acquire(r, oldp, limit);
	if (!raised)
		*oldp = 0;
	return raised;
}

#define __refcount_inc_not_zero_limited_acquire raise_unless_limited
#include "mutant.h"

SHOWS("return code")
MUTANT("kept_out_reader_says_detached")
