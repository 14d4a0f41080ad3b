/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the objects of any subject are made of: tasks, and fields with names. The file of a subject
 * defines struct lockstep_objects, whose last member is the tasks, and the rest of abi/objects.h.
 */
#ifndef LOCKSTEP_OBJECTS_PARTS_H
#define LOCKSTEP_OBJECTS_PARTS_H

#include <abi/objects.h>
#include <stddef.h>
#include <stdint.h>

/* Two numbers of 32 bits in one word. */
static inline unsigned long lockstep_join_words(unsigned int low, unsigned int high)
{
	return (unsigned long)low | (unsigned long)high << 32;
}

void lockstep_reset_task(struct task_struct *task, unsigned int index, unsigned int tasks);

/* Where in an object of `size` bytes the task waits by wait_var_event(): from 1, or 0. */
unsigned long lockstep_waits_in(const struct task_struct *task, const void *object, size_t size);

/* One field of one type of object: its name and where it lies. The last of a list has no name. */
struct lockstep_field_layout {
	const char *name;
	size_t offset;
	size_t size;
};

#define LOCKSTEP_FIELD(type, member)                                                               \
	{                                                                                          \
#member, offsetof(type, member), sizeof(((type *)0)->member)                       \
	}

/* Looks for the address in `count` objects of `size` bytes from `base` on. */
bool lockstep_find_field(const char *object, const void *base, size_t size, unsigned int count,
			 const struct lockstep_field_layout *fields, uintptr_t address,
			 struct lockstep_field *found);

/* The same in all tasks. */
bool lockstep_find_task_field(const struct lockstep_objects *objects, uintptr_t address,
			      struct lockstep_field *found);

#endif
