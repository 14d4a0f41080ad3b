// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader that finds the write lock gone does not acquire what was written under it.
 */
#include <linux/seqlock.h>

#include "look.h"

static inline unsigned int read_relaxed(const seqcount_t *s)
{
	EXTRA_LOOK(s->sequence);
	return READ_ONCE(s->sequence);
}

#define raw_read_seqcount read_relaxed
#include "mutant.h"

SHOWS("data race")
MUTANT("sequence_read_without_acquire")
