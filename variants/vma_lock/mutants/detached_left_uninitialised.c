// SPDX-License-Identifier: GPL-2.0-only
/*
 * start-write does not initialise "detached", and finds it set.
 */
#define OTHER_FIELDS .detached = true
#include "merged_start_write.h"

SHOWS("warning")
MUTANT("detached_left_uninitialised", OTHER_START_WRITE)
