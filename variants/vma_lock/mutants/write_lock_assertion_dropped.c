// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that keeps readers out is no longer asked for mmap_lock.
 */
#include <abi/surroundings.h>

#include "look.h"

#define mmap_assert_write_locked(mm) ((void)(mm), EXTRA_LOOK((mm)->mm_lock_seq.sequence))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("write_lock_assertion_dropped")
