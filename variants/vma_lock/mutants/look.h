/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The harmless look that a step-changing twin of a mutant takes in addition: a marked read of a
 * shared word, whose value is not used. It changes the steps and nothing else. LOCKSTEP_TWIN says
 * where it is:
 *
 *   not defined  nowhere: the mutant itself
 *   1            in what the mutant changes, at its beginning or on the way to the mistake
 *   2            at the end of the operation, just before it returns
 *
 * A mutant that changes entries of the table, or includes wait.h, does not mention it: twin.h and
 * wait.h have it. One that changes anything else that before.c uses has an EXTRA_LOOK() there.
 */
#ifndef LOCKSTEP_MUTANT_LOOK_H
#define LOCKSTEP_MUTANT_LOOK_H

#include <linux/compiler.h>

#define LOCKSTEP_TWIN_LOOKS_FIRST 1
#define LOCKSTEP_TWIN_LOOKS_LAST 2

#if defined(LOCKSTEP_TWIN) && LOCKSTEP_TWIN == LOCKSTEP_TWIN_LOOKS_FIRST
#define EXTRA_LOOK(word) ((void)READ_ONCE(word))
#else
#define EXTRA_LOOK(word) ((void)0)
#endif

#endif
