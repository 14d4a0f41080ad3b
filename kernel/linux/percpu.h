/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Per-CPU counters. They are statistics, which decide nothing, so nothing is counted, and counting
 * is no step; the counter and the amount are still evaluated once. Functions that read a counter,
 * or use one of another CPU, are missing: code that makes decisions with them cannot be compared,
 * and its author has to be told.
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/compiler.h>

#define __percpu

#define DEFINE_PER_CPU(type, name) __typeof__(type) name
#define DECLARE_PER_CPU(type, name) extern __typeof__(type) name

#define this_cpu_add(counter, amount) ((void)&(counter), (void)(amount))
#define this_cpu_sub(counter, amount) this_cpu_add(counter, amount)
#define this_cpu_inc(counter) this_cpu_add(counter, 1)
#define this_cpu_dec(counter) this_cpu_add(counter, -1)

/* For callers that preemption cannot move to another CPU: the same here. */
#define __this_cpu_add(counter, amount) this_cpu_add(counter, amount)
#define __this_cpu_sub(counter, amount) this_cpu_sub(counter, amount)
#define __this_cpu_inc(counter) this_cpu_inc(counter)
#define __this_cpu_dec(counter) this_cpu_dec(counter)
#define raw_cpu_add(counter, amount) this_cpu_add(counter, amount)
#define raw_cpu_sub(counter, amount) this_cpu_sub(counter, amount)
#define raw_cpu_inc(counter) this_cpu_inc(counter)
#define raw_cpu_dec(counter) this_cpu_dec(counter)

#endif
