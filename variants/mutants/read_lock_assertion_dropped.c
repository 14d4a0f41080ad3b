// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whoever read-locks a VMA under mmap_lock is not asked for that lock any more.
 */
#include <linux/rwsem.h>

#include "look.h"

#define rwsem_assert_held(sem) ((void)(sem), EXTRA_LOOK((sem)->count))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("read_lock_assertion_dropped")
