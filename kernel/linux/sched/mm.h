/* SPDX-License-Identifier: GPL-2.0-only */
/* References that keep an mm in memory. Mms live as long as their execution, so none is counted. */
#ifndef _LINUX_SCHED_MM_H
#define _LINUX_SCHED_MM_H

struct mm_struct;

static inline void mmgrab(struct mm_struct *mm)
{
	(void)mm;
}

static inline void mmdrop(struct mm_struct *mm)
{
	(void)mm;
}

#endif
