// SPDX-License-Identifier: GPL-2.0-only
/*
 * The limit of the count was lowered to try out what happens there, and never raised again.
 */
#include <linux/mm_types.h>

#undef VM_REFCNT_LIMIT
#define VM_REFCNT_LIMIT 4
#include "mutant.h"

SHOWS("return code, refcount")
MUTANT("fourth_reader_is_refused")
