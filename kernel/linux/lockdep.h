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
 * that of a VMA reader: they cannot deadlock, so recursion is not reported. The other parameters of
 * the kernel mean nothing here: every lock is a class of its own, and addresses are not looked at.
 */
void lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read, int check,
		  struct lockdep_map *nest_lock, unsigned long ip);
void lock_release(struct lockdep_map *lock, unsigned long ip);
void lock_downgrade(struct lockdep_map *lock, unsigned long ip);
int lock_is_held(const struct lockdep_map *lock);

/* Splat unless the running task holds the lock, or holds it exclusively. */
void lockdep_assert_held_map(const struct lockdep_map *lock);
void lockdep_assert_held_write_map(const struct lockdep_map *lock);

/* Splats for every lock that the task still holds; the engine calls it when a task ends. */
void lockstep_lockdep_task_end(const struct task_struct *task);

#ifdef __cplusplus
}
#endif

static inline void lockdep_init_map(struct lockdep_map *lock, const char *name,
				    struct lock_class_key *key, int subclass)
{
	(void)key;
	(void)subclass;
	lock->name = name;
}

#define lock_acquire_exclusive(lock, subclass, trylock, nest_lock, ip)                             \
	lock_acquire((lock), (subclass), (trylock), 0, 1, (nest_lock), (ip))
#define lock_acquire_shared(lock, subclass, trylock, nest_lock, ip)                                \
	lock_acquire((lock), (subclass), (trylock), 1, 1, (nest_lock), (ip))

#define rwsem_acquire(lock, subclass, trylock, ip)                                                 \
	lock_acquire_exclusive((lock), (subclass), (trylock), NULL, (ip))
#define rwsem_acquire_read(lock, subclass, trylock, ip)                                            \
	lock_acquire_shared((lock), (subclass), (trylock), NULL, (ip))
#define rwsem_release(lock, ip) lock_release((lock), (ip))

/* Lock statistics; nothing that Lockstep compares. */
#define lock_acquired(lock, ip) ((void)(lock))
#define lock_contended(lock, ip) ((void)(lock))

/* For any lock that has a dep_map. */
#define lockdep_is_held(lock) lock_is_held(&(lock)->dep_map)
#define lockdep_assert_held(lock) lockdep_assert_held_map(&(lock)->dep_map)
#define lockdep_assert_held_write(lock) lockdep_assert_held_write_map(&(lock)->dep_map)

#define _RET_IP_ 0ul

#endif
