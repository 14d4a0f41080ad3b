/* SPDX-License-Identifier: GPL-2.0-only */
/* A sequence count that one writer at a time raises: odd while it writes, even otherwise. */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/compiler.h>
#include <linux/kcsan-checks.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

static inline void seqcount_init(seqcount_t *s)
{
	s->sequence = 0;
}

/* The value, with acquire order. */
static inline unsigned int raw_read_seqcount(const seqcount_t *s)
{
	return smp_load_acquire(&s->sequence);
}

/* The value with acquire order; false if the count is odd, that is, while a writer is writing. */
#define raw_seqcount_try_begin(s, start)                                                           \
	({                                                                                         \
		(start) = raw_read_seqcount(s);                                                    \
		!((start)&1);                                                                      \
	})

/*
 * Whether there was a writer since the count was `start`. The kernel's read barrier keeps the
 * reader's loads before this one. Executions are sequentially consistent, and race detectors are
 * told of the order by the acquire.
 */
static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	return smp_load_acquire(&s->sequence) != start;
}

/* The writer's own look at its count: nobody else writes it, so it is no step. */
static inline unsigned int lockstep_own_sequence(const seqcount_t *s)
{
	return lockstep_request(&s->sequence, LOCKSTEP_LOAD, __ATOMIC_RELAXED, LOCKSTEP_NO_STEP, 0,
				0);
}

/* Makes the count odd. */
static inline void do_raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, lockstep_own_sequence(s) + 1);
}

/* Makes the count even; what the writer did before is visible to a task that reads the new
 * value. */
static inline void do_raw_write_seqcount_end(seqcount_t *s)
{
	smp_store_release(&s->sequence, lockstep_own_sequence(s) + 1);
}

#endif
