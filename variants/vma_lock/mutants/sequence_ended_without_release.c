// SPDX-License-Identifier: GPL-2.0-only
/*
 * Releasing the VMA write locks does not release what was written under them.
 */
#include <linux/seqlock.h>

#include "look.h"

static inline void end_relaxed(seqcount_t *s)
{
	EXTRA_LOOK(s->sequence);
	WRITE_ONCE(s->sequence, lockstep_own_sequence(s) + 1);
}

#define do_raw_write_seqcount_end end_relaxed
#include "mutant.h"

SHOWS("data race")
MUTANT("sequence_ended_without_release")
