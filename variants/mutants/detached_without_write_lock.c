// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nobody notices that the VMA to be detached is not write-locked.
 */
#include <abi/surroundings.h>

#include "look.h"

#define vma_assert_write_locked(vma) ((void)(vma), EXTRA_LOOK((vma)->vm_lock_seq))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("lockdep, warning")
MUTANT("detached_without_write_lock")
