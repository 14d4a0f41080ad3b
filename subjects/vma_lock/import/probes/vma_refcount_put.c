// SPDX-License-Identifier: GPL-2.0-only
/* Does __vma_refcount_put() drop a count, and say whether it hit 0? */
#include "../tree.h"

_Static_assert(__builtin_types_compatible_p(__typeof__(__vma_refcount_put),
					    bool(struct vm_area_struct *, int *)),
	       "another form");
