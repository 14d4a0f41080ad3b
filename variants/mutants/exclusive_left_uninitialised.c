// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write does not initialise "exclusive", and finds it set: it leaves a section that nobody
 * has entered, if the VMA is detached.
 */
#define OTHER_FIELDS .exclusive = true
#include "merged_start_write.h"

SHOWS("refcount, warning, lockdep, detached")
MUTANT("exclusive_left_uninitialised", OTHER_START_WRITE)
