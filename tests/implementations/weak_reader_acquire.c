// SPDX-License-Identifier: GPL-2.0-only
/* A reader's increment does not acquire: what the last writer wrote may not be there yet. */
#include <linux/refcount.h>

static inline bool increment_relaxed(refcount_t *r, int *oldp, int limit)
{
	*oldp = lockstep_exchange_begin(&r->refs);
	while (*oldp != 0 && *oldp < limit) {
		if (lockstep_exchange_relaxed(&r->refs, oldp, 1))
			return true;
	}
	return false;
}

#define __refcount_inc_not_zero_limited_acquire increment_relaxed
#include "variants/mutants/mutant.h"

SHOWS("data race")
MUTANT("weak_reader_acquire")
