// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write does not initialise "detaching", and finds it set.
 */
#define OTHER_FIELDS .detaching = true
#include "merged_start_write.h"

SHOWS("hang, refcount, return code")
MUTANT("detaching_left_uninitialised", OTHER_START_WRITE)
