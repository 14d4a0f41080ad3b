// SPDX-License-Identifier: GPL-2.0-only
/* The reference, from outside of the tool. */
#define lockstep_before lockstep_implementation
#include "reference/before.c"
