// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attaching a VMA does not release: a reader may get in and miss what was stored in it before.
 */
#include <linux/refcount.h>

#define refcount_set_release refcount_set
#include "mutant.h"

SHOWS("data race")
MUTANT("attach_does_not_release")
