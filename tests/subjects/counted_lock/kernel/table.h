/* SPDX-License-Identifier: GPL-2.0-only */
/* A lock that counts how often it was taken, and the table of its implementations. */
#ifndef LOCKSTEP_COUNTED_LOCK_TABLE_H
#define LOCKSTEP_COUNTED_LOCK_TABLE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct counted_lock;

typedef struct {
	bool unused;
} lockstep_section;

struct lockstep_implementation {
	unsigned int abi_version; /* LOCKSTEP_ABI_VERSION */
	unsigned int wait_states; /* not used */
	const char *name;
	const char *summary; /* one line: what this is */
	const char *source;  /* the file it is written in */

	void (*lock)(struct counted_lock *lock);
	bool (*trylock)(struct counted_lock *lock);
	void (*unlock)(struct counted_lock *lock);
	unsigned long (*read_count)(const struct counted_lock *lock);
};

#ifdef __cplusplus
}
#endif

#endif
