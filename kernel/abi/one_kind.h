/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of a subject that has only one kind of them: how they are set up and looked at. None
 * of these functions is a step. kernel/objects/one_kind.h defines them.
 */
#ifndef LOCKSTEP_ABI_ONE_KIND_H
#define LOCKSTEP_ABI_ONE_KIND_H

#include "objects.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LOCKSTEP_ONE_KIND_MOST 3
#define LOCKSTEP_ONE_KIND_FIELDS 5

/*
 * Puts the first `tasks` tasks and all objects into their first states; an object starts in its
 * second state if the bit of `second_states` for its number is set.
 */
void lockstep_one_kind_reset(struct lockstep_objects *objects, unsigned int tasks,
			     unsigned int second_states);

void *lockstep_one_kind_object(struct lockstep_objects *objects, unsigned int index);

/* The values of the object's fields, in their order; 0 for fields that it does not have. */
void lockstep_one_kind_values(const struct lockstep_objects *objects, unsigned int index,
			      unsigned long *values);

/* Where in the object the task waits by wait_var_event(), from 1, or 0. Less than 32 bits. */
unsigned long lockstep_one_kind_waits(const struct lockstep_objects *objects, unsigned int task,
				      unsigned int index);

#ifdef __cplusplus
}
#endif

#endif
