/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For mistakes that lose a warning: the file that includes this defines LOST_WARNING, the condition
 * as before.c writes it, in functions that have a `vma`. It is still evaluated.
 */
#ifndef LOCKSTEP_LOST_WARNING_H
#define LOCKSTEP_LOST_WARNING_H

#include <abi/surroundings.h>

#include "look.h"

#undef WARN_ON_ONCE
#define WARN_ON_ONCE(condition)                                                                    \
	(__builtin_strcmp(#condition, LOST_WARNING) == 0                                           \
		 ? (EXTRA_LOOK(vma->vm_lock_seq), (condition))                                     \
		 : lockstep_warning(LOCKSTEP_WARN_ON_ONCE, condition, #condition))

#include "mutant.h"

#endif
