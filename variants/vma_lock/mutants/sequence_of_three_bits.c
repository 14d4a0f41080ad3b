// SPDX-License-Identifier: GPL-2.0-only
/*
 * vm_lock_seq was made a bit field of three bits: enough for the first four write locks.
 */
#include <abi/surroundings.h>

#include "look.h"

static void mark(unsigned int *vm_lock_seq, unsigned int mm_lock_seq)
{
	EXTRA_LOOK(*vm_lock_seq);
	WRITE_ONCE(*vm_lock_seq, mm_lock_seq & 7);
}

#undef WRITE_ONCE
#define WRITE_ONCE(x, value) mark(&(x), value)
#include "mutant.h"

SHOWS("write-locked")
MUTANT("sequence_of_three_bits")
