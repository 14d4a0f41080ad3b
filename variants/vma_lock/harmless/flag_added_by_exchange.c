// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flag is added by a read, and compare-and-exchange until the count is what was read.
 *
 * The flag is added to the count that is there at that moment, in one update, or the count was 0 at
 * the last look, and nothing is added. That is what refcount_add_not_zero() does; its own loop is
 * one step here, because nobody can tell the difference.
 */
#include <abi/surroundings.h>

static bool add_by_exchange(int amount, refcount_t *r)
{
	int old = (int)refcount_read(r);

	while (old != 0) {
		const int sum = lockstep_wrapping_add(old, amount);

		if (atomic_try_cmpxchg_relaxed(&r->refs, &old, sum)) {
			lockstep_refcount_check_raised(r, old, amount);
			return true;
		}
	}
	return false;
}

#define refcount_add_not_zero(amount, r) add_by_exchange((int)(amount), r)
#include "harmless.h"

HARMLESS("flag_added_by_exchange", "what succeeds is one update of the count that is there")
