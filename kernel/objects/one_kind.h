/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of a subject that has one kind of them. The file that includes this needs nothing
 * else. It first defines three macros and a function:
 *
 * - LOCKSTEP_OBJECT is their type.
 *
 * - LOCKSTEP_OBJECT_NAME is how programs and places name it.
 *
 * - LOCKSTEP_OBJECT_MEMBERS(FIELD) is FIELD(member) for each that is observed, of at most 8 bytes.
 *
 * - static void lockstep_reset_object(LOCKSTEP_OBJECT *object, bool second_state) puts one into the
 *   first or the second of its states.
 */
#include <abi/one_kind.h>
#include <linux/sched.h>
#include <string.h>

#include "kernel/objects/parts.h"

struct lockstep_objects {
	LOCKSTEP_OBJECT object[LOCKSTEP_ONE_KIND_MOST];
	struct task_struct task[LOCKSTEP_MAX_TASKS];
};

unsigned long lockstep_objects_size(void)
{
	return sizeof(struct lockstep_objects);
}

void lockstep_one_kind_reset(struct lockstep_objects *objects, unsigned int tasks,
			     unsigned int second_states)
{
	for (unsigned int i = 0; i < LOCKSTEP_ONE_KIND_MOST; i++)
		lockstep_reset_object(&objects->object[i], second_states >> i & 1);
	for (unsigned int i = 0; i < tasks; i++)
		lockstep_reset_task(&objects->task[i], i, tasks);
}

void *lockstep_one_kind_object(struct lockstep_objects *objects, unsigned int index)
{
	return &objects->object[index];
}

struct task_struct *lockstep_objects_task(struct lockstep_objects *objects, unsigned int index)
{
	return &objects->task[index];
}

static const struct lockstep_field_layout lockstep_object_fields[] = {
#define LOCKSTEP_OBJECT_FIELD(member) LOCKSTEP_FIELD(LOCKSTEP_OBJECT, member),
	LOCKSTEP_OBJECT_MEMBERS(LOCKSTEP_OBJECT_FIELD){NULL, 0, 0},
};

void lockstep_one_kind_values(const struct lockstep_objects *objects, unsigned int index,
			      unsigned long *values)
{
	const char *const object = (const char *)&objects->object[index];
	const struct lockstep_field_layout *field = lockstep_object_fields;

	for (unsigned int i = 0; i < LOCKSTEP_ONE_KIND_FIELDS; i++) {
		values[i] = 0;
		if (!field->name)
			continue;
		memcpy(&values[i], object + field->offset, field->size);
		field++;
	}
}

unsigned long lockstep_one_kind_waits(const struct lockstep_objects *objects, unsigned int task,
				      unsigned int index)
{
	return lockstep_waits_in(&objects->task[task], &objects->object[index],
				 sizeof(objects->object[index]));
}

void lockstep_task_state_words(const struct lockstep_objects *objects, unsigned int task,
			       unsigned long *words)
{
	words[0] = lockstep_join_words(objects->task[task].__state, objects->task[task].pending);
	words[1] = objects->task[task].fail_next_wait;
}

bool lockstep_objects_field(const struct lockstep_objects *objects, const volatile void *address,
			    struct lockstep_field *field)
{
	const uintptr_t where = (uintptr_t)address;

	return lockstep_find_field(LOCKSTEP_OBJECT_NAME, objects->object,
				   sizeof(objects->object[0]), LOCKSTEP_ONE_KIND_MOST,
				   lockstep_object_fields, where, field) ||
	       lockstep_find_task_field(objects, where, field);
}
