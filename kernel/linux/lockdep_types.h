/* SPDX-License-Identifier: GPL-2.0-only */
/* What lockdep knows of a lock, and of the locks that a task holds. */
#ifndef _LINUX_LOCKDEP_TYPES_H
#define _LINUX_LOCKDEP_TYPES_H

#include <stdbool.h>

struct lockdep_map {
	const char *name; /* of the lock's class; static */
};

/* Classes are told apart by their locks here, so a key has nothing to say. */
struct lock_class_key {
	char unused;
};

struct held_lock {
	const struct lockdep_map *instance;
	bool read;
};

#endif
