/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The part of the lock validator that the VMA lock can trip: recursion, unbalanced release, locks
 * still held when a task ends, and assertions that a lock is held. It is bookkeeping of the running
 * task, so nothing here is a step. Only with CONFIG_LOCKDEP.
 */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <linux/lockdep_types.h>
#include <linux/sched.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * `read` locks nest, exclusive ones do not. `trylock` is for acquisitions that cannot wait, such as
 * that of a VMA reader: they cannot deadlock, so recursion is not reported.
 */
void lock_acquire(struct lockdep_map *lock, bool trylock, bool read);
void lock_release(struct lockdep_map *lock);
void lock_downgrade(struct lockdep_map *lock);
bool lock_is_held(const struct lockdep_map *lock);

/* Splat unless the running task holds the lock, or holds it exclusively. */
void lockdep_assert_held_map(const struct lockdep_map *lock);
void lockdep_assert_held_write_map(const struct lockdep_map *lock);

/* Splats for every lock that the task still holds; the engine calls it when a task ends. */
void lockstep_lockdep_task_end(const struct task_struct *task);

#ifdef __cplusplus
}
#endif

#define lockdep_init_map(lock, class_name) ((lock)->name = (class_name))

#define rwsem_acquire(lock, subclass, trylock, ip) lock_acquire((lock), (trylock), false)
#define rwsem_acquire_read(lock, subclass, trylock, ip) lock_acquire((lock), (trylock), true)
#define rwsem_release(lock, ip) lock_release(lock)

/* Lock statistics; nothing that Lockstep compares. */
#define lock_acquired(lock, ip) ((void)(lock))

#define _RET_IP_ 0ul

#endif
