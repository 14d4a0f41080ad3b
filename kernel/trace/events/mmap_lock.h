/* SPDX-License-Identifier: GPL-2.0-only */
/* The events of mmap_lock, which nobody traces. */
#ifndef _TRACE_EVENTS_MMAP_LOCK_H
#define _TRACE_EVENTS_MMAP_LOCK_H

#include <linux/tracepoint.h>

struct mm_struct;

static inline void trace_mmap_lock_start_locking(struct mm_struct *mm, bool write)
{
	(void)mm;
	(void)write;
}

static inline void trace_mmap_lock_acquire_returned(struct mm_struct *mm, bool write, bool success)
{
	(void)mm;
	(void)write;
	(void)success;
}

static inline void trace_mmap_lock_released(struct mm_struct *mm, bool write)
{
	(void)mm;
	(void)write;
}

#endif
