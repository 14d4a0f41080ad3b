// SPDX-License-Identifier: GPL-2.0-only
/*
 * A detached VMA is not marked as write-locked.
 */
#include <abi/surroundings.h>

#include "look.h"

static void mark_if(bool locked, unsigned int *vm_lock_seq, unsigned int mm_lock_seq)
{
	EXTRA_LOOK(*vm_lock_seq);
	if (locked)
		WRITE_ONCE(*vm_lock_seq, mm_lock_seq);
}

#undef WRITE_ONCE
#define WRITE_ONCE(x, value) mark_if(locked, &(x), value)
#include "mutant.h"

SHOWS("return code, write-locked")
MUTANT("sequence_skipped_when_detached")
