// SPDX-License-Identifier: GPL-2.0-only
/*
 * Readers look at the sequence of the VMA again before they raise the count, up to a limit of six.
 * The seventh reader, which may be the same task again, gets no read lock although no task keeps
 * readers out.
 */
#include <linux/mm_types.h>

#include "look.h"

#undef VM_REFCNT_LIMIT
#define VM_REFCNT_LIMIT                                                                            \
	(EXTRA_LOOK(vma->vm_refcnt.refs.counter), (void)READ_ONCE(vma->vm_lock_seq), 7)
#include "mutant.h"

SHOWS("return code, refcount")
MUTANT("seventh_reader_is_refused")
