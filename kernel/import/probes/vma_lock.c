// SPDX-License-Identifier: GPL-2.0-only
/* Is there what every implementation needs? */
#include "../tree.h"

static const void *const probe[] = {
	mmap_read_lock,	   mmap_read_lock_killable, mmap_read_trylock,
	mmap_read_unlock,  mmap_write_lock,	    mmap_write_lock_killable,
	mmap_write_unlock, mmap_write_downgrade,    vma_start_read,
	vma_end_read,	   vma_start_write,	    vma_mark_attached,
	vma_mark_detached,
};
