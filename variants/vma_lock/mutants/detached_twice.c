// SPDX-License-Identifier: GPL-2.0-only
/*
 * Detaching a VMA that is already detached is noticed, but does not warn.
 */
#include <abi/surroundings.h>

#include "look.h"

#define vma_assert_attached(vma) (EXTRA_LOOK((vma)->vm_lock_seq), (void)vma_is_attached(vma))
#include "mutant.h"

SHOWS_OUT_OF_CONTRACT("warning")
MUTANT("detached_twice")
