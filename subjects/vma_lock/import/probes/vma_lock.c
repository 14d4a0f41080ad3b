// SPDX-License-Identifier: GPL-2.0-only
/* Is there what every implementation needs? */
#include "../tree.h"

static const void *const probe[] = {
	mmap_read_lock,	   mmap_read_unlock, mmap_write_lock,
	mmap_write_unlock, vma_end_read,     vma_start_write,
};
