// SPDX-License-Identifier: GPL-2.0-only
/*
 * The limit of the count was lowered to try out what happens there, and never raised again.
 */
#include <linux/mm_types.h>

#include "look.h"

#undef VM_REFCNT_LIMIT
#define VM_REFCNT_LIMIT (EXTRA_LOOK(vma->vm_refcnt.refs.counter), 4)
#include "mutant.h"

SHOWS("return code, refcount")
MUTANT("fourth_reader_is_refused")
