// SPDX-License-Identifier: GPL-2.0-only
/* Looks like skips_waiter.c, and is not: a reader can come in between. */
#define LOOKS_TOO_EARLY
#include "skips_waiter.c"
