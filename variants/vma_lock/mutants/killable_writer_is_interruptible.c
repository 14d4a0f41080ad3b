// SPDX-License-Identifier: GPL-2.0-only
/*
 * A killable writer gives up for signals that are not fatal.
 */
#include <abi/surroundings.h>

#include "look.h"

#undef TASK_KILLABLE
#define TASK_KILLABLE (EXTRA_LOOK(vma->vm_lock_seq), TASK_INTERRUPTIBLE)
#include "mutant.h"

SHOWS("sleep/wake, return code, refcount, write-locked")
MUTANT("killable_writer_is_interruptible")
