// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lockdep is told of an exclusive section when it is asked for, and again when the wait is over.
 */
#include <abi/surroundings.h>

#include "look.h"

#undef __vma_lockdep_stat_mark_acquired
#define __vma_lockdep_stat_mark_acquired(vma)                                                      \
	(EXTRA_LOOK((vma)->vm_refcnt.refs.counter), __vma_lockdep_acquire_exclusive(vma))
#include "mutant.h"

SHOWS("lockdep")
MUTANT("lockdep_acquired_twice")
