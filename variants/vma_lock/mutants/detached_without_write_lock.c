// SPDX-License-Identifier: GPL-2.0-only
/*
 * Detaching a VMA that is not write-locked is not noticed.
 */
#include <abi/surroundings.h>

#include "look.h"

#define vma_assert_write_locked(vma) ((void)(vma), EXTRA_LOOK((vma)->vm_lock_seq))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("detached_without_write_lock")
