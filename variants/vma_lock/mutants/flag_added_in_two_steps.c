// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flag is added by a read and a write: a reader that comes or leaves between them is lost.
 */
#include <abi/surroundings.h>

#include "look.h"

static bool add_in_two_steps(unsigned int amount, refcount_t *r)
{
	const unsigned int old = refcount_read(r);

	EXTRA_LOOK(r->refs.counter);
	if (old != 0)
		refcount_set(r, (int)(old + amount));
	return old != 0;
}

#define refcount_add_not_zero(amount, r) add_in_two_steps(amount, r)
#include "mutant.h"

SHOWS("refcount, return code, hang, detached, warning, write-locked")
MUTANT("flag_added_in_two_steps")
