// SPDX-License-Identifier: GPL-2.0-only
/* The patch as posted, from a time when enter took no state, and nobody who waited was killed. */
#include "variants/vma_lock/v3.c"

struct lockstep_implementation lockstep_implementation;

__attribute__((constructor)) static void make_table(void)
{
	lockstep_implementation = lockstep_v3;
	lockstep_implementation.name = "only_uninterruptible";
	lockstep_implementation.summary = "v3, without waits that can be interrupted";
	lockstep_implementation.wait_states = LOCKSTEP_WAIT_UNINTERRUPTIBLE;
	lockstep_implementation.vma_start_write_killable = NULL;
}
