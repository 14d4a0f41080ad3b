/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kernel files get from <linux/kernel.h>, and what the host's own headers, which also include
 * a <linux/kernel.h>, get from it.
 */
#ifndef LOCKSTEP_LINUX_KERNEL_H
#define LOCKSTEP_LINUX_KERNEL_H

#include_next <linux/kernel.h>

#include <linux/compiler.h>

/*
 * The kernel complains if the caller must not sleep: with a spinlock held, in an interrupt, inside
 * rcu_read_lock(). None of these is tracked here, so there is nothing to check yet.
 */
#define might_sleep() ((void)0)
#define might_sleep_if(condition) ((void)(condition))

#endif
