// SPDX-License-Identifier: GPL-2.0-only
/*
 * A task that read-locks a VMA under mmap_lock is no longer asked for that lock.
 */
#include <linux/rwsem.h>

#include "look.h"

#define rwsem_assert_held(sem) ((void)(sem), EXTRA_LOOK((sem)->count))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("read_lock_assertion_dropped")
