// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flag is taken back by a read and a write: a reader that leaves between them, while a killed
 * writer gives up, stays counted.
 */
#include <abi/surroundings.h>

#include "look.h"

static bool sub_in_two_steps(unsigned int amount, refcount_t *r)
{
	const unsigned int left = refcount_read(r) - amount;

	EXTRA_LOOK(r->refs.counter);
	refcount_set_release(r, (int)left);
	return left == 0;
}

#define refcount_sub_and_test(amount, r) sub_in_two_steps(amount, r)
#include "mutant.h"

SHOWS("refcount, hang, detached, data race")
MUTANT("flag_taken_back_in_two_steps")
