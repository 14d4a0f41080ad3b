/* SPDX-License-Identifier: GPL-2.0-only */
/* What lockdep knows about a lock, and about the locks that a task holds. */
#ifndef _LINUX_LOCKDEP_TYPES_H
#define _LINUX_LOCKDEP_TYPES_H

#include <stdbool.h>

struct lockdep_map {
	const char *name; /* of the lock's class; static */
};

/* Here each lock is a class of its own, so keys mean nothing. */
struct lock_class_key {
	char unused;
};

struct held_lock {
	const struct lockdep_map *instance;
	bool read;
};

#endif
