/* SPDX-License-Identifier: GPL-2.0-only */
/* As in v6.15: writers are in mm/memory.c and include/linux/mm.h. */
#ifndef TREE_MMAP_LOCK_H
#define TREE_MMAP_LOCK_H

/* Readers and mmap_lock are those of the userspace kernel: what differs are the writers. */
#include_next <linux/mmap_lock.h>

#endif
