// SPDX-License-Identifier: GPL-2.0-only
/*
 * A killable writer gives up for signals that are not fatal.
 * Shows: sleep/wake, return code, refcount, write-locked
 */
#include <abi/surroundings.h>

#undef TASK_KILLABLE
#define TASK_KILLABLE TASK_INTERRUPTIBLE
#include "mutant.h"

MUTANT("killable_writer_is_interruptible")
