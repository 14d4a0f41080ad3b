// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write does not initialise "exclusive", and finds it set: if the VMA is detached, it leaves
 * a section that no task has entered.
 */
#define OTHER_FIELDS .exclusive = true
#include "merged_start_write.h"

SHOWS("refcount, warning, lockdep, detached")
MUTANT("exclusive_left_uninitialised", OTHER_START_WRITE)
