// SPDX-License-Identifier: GPL-2.0-only
/* Does __vma_refcount_put_return() drop a count, and say what is left? From v7.0 on. */
#include "../tree.h"

_Static_assert(__builtin_types_compatible_p(__typeof__(__vma_refcount_put_return),
					    unsigned int(struct vm_area_struct *)),
	       "another form");
