// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>

#ifdef CONFIG_PER_VMA_LOCK
#include "../../memory_c/mm/memory.c"
#endif
