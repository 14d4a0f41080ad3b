// SPDX-License-Identifier: GPL-2.0-only
/* A copy of v3 in which nothing but the name of the table was changed. */
#define lockstep_v3 lockstep_implementation
#include "variants/vma_lock/v3.c"
