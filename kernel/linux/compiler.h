/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Branch hints and marked accesses. READ_ONCE() and WRITE_ONCE() are steps with relaxed order.
 * Their operands are evaluated first, including any steps that these take: see <abi/access.h>.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#include <abi/access.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

#define __must_check __attribute__((__warn_unused_result__))
#undef __always_inline
#define __always_inline inline __attribute__((__always_inline__))

/* For the compiler alone. See <asm/barrier.h> for barriers that also affect the processor. */
#define barrier() __asm__ __volatile__("" ::: "memory")

#define READ_ONCE(x) lockstep_load(&(x), __ATOMIC_RELAXED)
#define WRITE_ONCE(x, value) lockstep_store(&(x), (value), __ATOMIC_RELAXED)

#define smp_load_acquire(pointer) lockstep_load((pointer), __ATOMIC_ACQUIRE)
#define smp_store_release(pointer, value) lockstep_store((pointer), (value), __ATOMIC_RELEASE)

#endif
