// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lockdep is not told of an exclusive section when it begins.
 */
#include <abi/surroundings.h>

#undef __vma_lockdep_acquire_exclusive
#define __vma_lockdep_acquire_exclusive(vma) ((void)(vma))
#include "mutant.h"

SHOWS("lockdep")
MUTANT("lockdep_acquire_lost")
