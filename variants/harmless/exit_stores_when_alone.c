// SPDX-License-Identifier: GPL-2.0-only
/*
 * Leaving the exclusive section with no reader inside stores the count of an attached VMA, rather
 * than taking the flag off by an update.
 *
 * While the flag is set no reader comes in, and if the count is that of nobody inside, none can
 * leave. Whoever else changes counts holds mmap_lock for write. So nothing happens between the look
 * and the store, which releases as the update did.
 */
#include <abi/surroundings.h>

static bool leave(int amount, refcount_t *r)
{
	if (refcount_read(r) == VM_REFCNT_EXCLUDE_READERS_FLAG + 1) {
		refcount_set_release(r, 1);
		return false;
	}
	return refcount_sub_and_test(amount, r);
}

#define refcount_sub_and_test(amount, r) leave((int)(amount), r)
#include "harmless.h"

HARMLESS("exit_stores_when_alone", "nobody can change the count between the look and the store")
