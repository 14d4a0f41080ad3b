// SPDX-License-Identifier: GPL-2.0-only
/* The reference, as a shared object outside the tool. */
#define lockstep_before lockstep_implementation
#include "reference/vma_lock/before.c"
