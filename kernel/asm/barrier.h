/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory barriers. They access nothing, so they are no steps. Executions are sequentially
 * consistent, so what a task reads does not depend on barriers, but data races do: barriers are C's
 * fences, which the engine's race detector knows. (ThreadSanitizer knows none of them, and reports
 * races between accesses that only they order.) smp_wmb() orders stores after stores. Here it is a
 * release, which also orders them after loads, because C has nothing weaker.
 */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#include <linux/compiler.h>

#define smp_mb() lockstep_fence(__ATOMIC_SEQ_CST)
#define smp_rmb() lockstep_fence(__ATOMIC_ACQUIRE)
#define smp_wmb() lockstep_fence(__ATOMIC_RELEASE)
#define mb() smp_mb()
#define rmb() smp_rmb()
#define wmb() smp_wmb()
#define smp_mb__before_atomic() smp_mb()
#define smp_mb__after_atomic() smp_mb()
#define smp_mb__after_spinlock() smp_mb()

/* A store and a full barrier. */
#define smp_store_mb(variable, value)                                                              \
	({                                                                                         \
		WRITE_ONCE(variable, value);                                                       \
		smp_mb();                                                                          \
	})

/*
 * Makes the read just before it, on which a branch depends, an acquire. It is an acquire of that
 * object alone, and no other task runs in between, so it orders no more than the kernel does.
 */
static inline void smp_acquire__after_ctrl_dep(void)
{
	lockstep_acquire((const int *)lockstep_last_object());
}

#endif
