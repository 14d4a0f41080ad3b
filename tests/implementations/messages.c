// SPDX-License-Identifier: GPL-2.0-only
#include "tests/implementations/messages.h"

#include <linux/mmap_lock.h>

/* The count of a VMA that starts attached: 1, and then the flag. */
#define SENT 5

static void write_message(struct vm_area_struct *vma)
{
	volatile unsigned long *const message = &vma->vm_start;

	*message = 1;
}

static struct vm_area_struct *read_message(struct vm_area_struct *vma)
{
	const volatile unsigned long *const message = &vma->vm_start;

	(void)*message;
	return NULL;
}

#define SENT_BY(name, barrier, send)                                                               \
	void message_sent_by_##name(struct vm_area_struct *vma)                                    \
	{                                                                                          \
		atomic_t *const flag = &vma->vm_refcnt.refs;                                       \
                                                                                                   \
		write_message(vma);                                                                \
		barrier;                                                                           \
		(void)send;                                                                        \
	}

SENT_BY(nothing, (void)0, (atomic_set(flag, SENT), 0))
SENT_BY(wmb, smp_wmb(), (atomic_set(flag, SENT), 0))
SENT_BY(mb, smp_mb(), (atomic_set(flag, SENT), 0))
SENT_BY(mb_before_atomic, smp_mb__before_atomic(), atomic_xchg_relaxed(flag, SENT))
SENT_BY(store_release, (void)0, (atomic_set_release(flag, SENT), 0))
SENT_BY(xchg, (void)0, atomic_xchg(flag, SENT))
SENT_BY(xchg_relaxed, (void)0, atomic_xchg_relaxed(flag, SENT))

#define READ_BY(name, look, barrier)                                                               \
	struct vm_area_struct *message_read_by_##name(struct mm_struct *mm,                        \
						      struct vm_area_struct *vma)                  \
	{                                                                                          \
		atomic_t *const flag = &vma->vm_refcnt.refs;                                       \
                                                                                                   \
		(void)mm;                                                                          \
		if ((look) != SENT)                                                                \
			return NULL;                                                               \
		barrier;                                                                           \
		return read_message(vma);                                                          \
	}

READ_BY(nothing, atomic_read(flag), (void)0)
READ_BY(rmb, atomic_read(flag), smp_rmb())
READ_BY(mb, atomic_read(flag), smp_mb())
READ_BY(ctrl_dep, atomic_read(flag), smp_acquire__after_ctrl_dep())
READ_BY(cmpxchg, atomic_cmpxchg(flag, SENT, 1), (void)0)
READ_BY(failed_cmpxchg, atomic_cmpxchg(flag, 1, 1), (void)0)
