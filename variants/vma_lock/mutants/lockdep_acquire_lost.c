// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lockdep is not told of an exclusive section when it begins.
 */
#include <abi/surroundings.h>

#include "look.h"

#undef __vma_lockdep_acquire_exclusive
#define __vma_lockdep_acquire_exclusive(vma) EXTRA_LOOK((vma)->vm_refcnt.refs.counter)
#include "mutant.h"

SHOWS("lockdep")
MUTANT("lockdep_acquire_lost")
