// SPDX-License-Identifier: GPL-2.0-only
#include <abi/objects.h>
#include <linux/lockdep.h>
#include <linux/sched.h>

#include "parts.h"

void lockstep_reset_task(struct task_struct *task, unsigned int index, unsigned int tasks)
{
	task->__state = TASK_RUNNING;
	task->pending = 0;
	task->index = index;
	task->fail_next_wait = false;
	task->tasks = tasks;
	task->waits_for = NULL;
	task->lockdep_depth = 0;
}

unsigned int lockstep_task_index(const struct task_struct *task)
{
	return task->index;
}

unsigned int *lockstep_task_state_word(struct task_struct *task)
{
	return &task->__state;
}

unsigned long lockstep_waits_in(const struct task_struct *task, const void *object, size_t size)
{
	const unsigned long offset = (uintptr_t)task->waits_for - (uintptr_t)object;

	return task->waits_for && offset < size ? offset + 1 : 0;
}

static const struct task_struct *find_task(const struct lockstep_objects *objects,
					   unsigned int task)
{
	return lockstep_objects_task((struct lockstep_objects *)objects, task);
}

int lockstep_task_at(const struct lockstep_objects *objects, unsigned long value)
{
	const struct task_struct *const tasks = find_task(objects, 0);
	const unsigned long offset = value - (uintptr_t)tasks;

	return offset < LOCKSTEP_MAX_TASKS * sizeof(*tasks) ? (int)(offset / sizeof(*tasks)) : -1;
}

unsigned int lockstep_count_held(const struct lockstep_objects *objects, unsigned int task)
{
	const unsigned int depth = find_task(objects, task)->lockdep_depth;

	return depth < LOCKSTEP_MAX_HELD_LOCKS ? depth : LOCKSTEP_MAX_HELD_LOCKS;
}

void lockstep_task_end(const struct task_struct *task)
{
	lockstep_lockdep_task_end(task);
}

int lockstep_task_state(unsigned int which)
{
	static const unsigned int states[] = {TASK_UNINTERRUPTIBLE, TASK_KILLABLE,
					      TASK_INTERRUPTIBLE};

	return (int)states[which];
}

bool lockstep_find_field(const char *object, const void *base, size_t size, unsigned int count,
			 const struct lockstep_field_layout *fields, uintptr_t address,
			 struct lockstep_field *found)
{
	const uintptr_t offset = address - (uintptr_t)base;

	if (address < (uintptr_t)base || offset >= size * count)
		return false;
	found->object = object;
	found->index = (unsigned int)(offset / size);
	found->field = "other fields";
	for (; fields->name; fields++) {
		if (offset % size - fields->offset < fields->size)
			found->field = fields->name;
	}
	return true;
}

static const struct lockstep_field_layout task_fields[] = {
	LOCKSTEP_FIELD(struct task_struct, __state),
	LOCKSTEP_FIELD(struct task_struct, pending),
	{NULL, 0, 0},
};

bool lockstep_find_task_field(const struct lockstep_objects *objects, uintptr_t address,
			      struct lockstep_field *found)
{
	const struct task_struct *const tasks = find_task(objects, 0);

	return lockstep_find_field("task", tasks, sizeof(*tasks), LOCKSTEP_MAX_TASKS, task_fields,
				   address, found);
}
