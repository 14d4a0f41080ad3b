/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * RCU keeps memory from being freed while readers look at it. An execution frees nothing: VMAs are
 * reused in place, which readers have to cope with anyway (SLAB_TYPESAFE_BY_RCU), and mms live as
 * long as the execution. So nothing waits for readers, and readers need not be counted.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/compiler.h>

static inline void rcu_read_lock(void)
{
}

static inline void rcu_read_unlock(void)
{
}

static inline int rcu_read_lock_held(void)
{
	return 1;
}

/* guard(rcu)() and scoped_guard(rcu). */
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

/*
 * A pointer that readers follow without a lock. The kernel orders what is read through it, by an
 * address dependency; C has nothing weaker for that than an acquire, which orders all that follows.
 */
#define rcu_dereference(pointer) smp_load_acquire(&(pointer))
#define rcu_access_pointer(pointer) READ_ONCE(pointer)
#define rcu_assign_pointer(pointer, value) smp_store_release(&(pointer), (value))

/* Complains about a missing rcu_read_lock(); never does so here. */
#define RCU_LOCKDEP_WARN(condition, text) ((void)sizeof(!(condition)))

#endif
