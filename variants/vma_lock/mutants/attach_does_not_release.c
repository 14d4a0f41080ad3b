// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attaching a VMA does not release: a reader may get in and miss what was stored in it before.
 */
#include <linux/refcount.h>

#include "look.h"

#define refcount_set_release(r, n) (EXTRA_LOOK((r)->refs.counter), refcount_set(r, n))
#include "mutant.h"

SHOWS("data race")
MUTANT("attach_does_not_release")
