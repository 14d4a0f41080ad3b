// SPDX-License-Identifier: GPL-2.0-only
#include "counted_lock.h"

#define LOCKSTEP_OBJECT struct counted_lock
#define LOCKSTEP_OBJECT_NAME "lock"
#define LOCKSTEP_OBJECT_MEMBERS(FIELD) FIELD(held) FIELD(count)

static void lockstep_reset_object(struct counted_lock *lock, bool used)
{
	lock->held.counter = 0;
	lock->count = used ? 1 : 0;
}

#include "kernel/objects/one_kind.h"
