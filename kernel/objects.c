// SPDX-License-Identifier: GPL-2.0-only
#include <abi/objects.h>
#include <linux/mm_types.h>
#include <stdlib.h>

struct lockstep_objects {
	struct vm_area_struct vma[LOCKSTEP_MAX_VMAS];
	struct mm_struct mm[LOCKSTEP_MAX_MMS];
	struct task_struct task[LOCKSTEP_MAX_TASKS];
};

unsigned long lockstep_objects_size(void)
{
	return sizeof(struct lockstep_objects);
}

struct lockstep_objects *lockstep_objects_create(void)
{
	return (struct lockstep_objects *)calloc(1, sizeof(struct lockstep_objects));
}

void lockstep_objects_destroy(struct lockstep_objects *objects)
{
	free(objects);
}

static void reset_task(struct task_struct *task, unsigned int index, unsigned int tasks)
{
	task->__state = TASK_RUNNING;
	task->pending = 0;
	task->index = index;
	task->fail_next_wait = false;
	task->tasks = tasks;
	task->waits_for = NULL;
	task->lockdep_depth = 0;
}

static void reset_vma(struct vm_area_struct *vma, struct mm_struct *mm, bool attached)
{
	vma->vm_mm = mm;
	vma->vm_start = 0;
	vma->vm_end = 0;
	vma->vm_lock_seq = UINT_MAX;
	vma->vm_refcnt.refs.counter = attached ? 1 : 0;
	lockdep_init_map(&vma->vmlock_dep_map, "vm_lock", NULL, 0);
}

void lockstep_objects_reset(struct lockstep_objects *objects, const struct lockstep_start *start)
{
	for (unsigned int i = 0; i < LOCKSTEP_MAX_MMS; i++) {
		mm_init_lock(&objects->mm[i]);
		objects->mm[i].mm_lock_seq.sequence = start->sequence[i];
	}
	for (unsigned int i = 0; i < start->vmas; i++)
		reset_vma(&objects->vma[i], &objects->mm[start->vma[i].mm], start->vma[i].attached);
	for (unsigned int i = 0; i < start->tasks; i++)
		reset_task(&objects->task[i], i, start->tasks);
}

struct mm_struct *lockstep_objects_mm(struct lockstep_objects *objects, unsigned int index)
{
	return &objects->mm[index];
}

struct vm_area_struct *lockstep_objects_vma(struct lockstep_objects *objects, unsigned int index)
{
	return &objects->vma[index];
}

struct task_struct *lockstep_objects_task(struct lockstep_objects *objects, unsigned int index)
{
	return &objects->task[index];
}

unsigned int lockstep_task_index(const struct task_struct *task)
{
	return task->index;
}

unsigned int *lockstep_task_state_word(struct task_struct *task)
{
	return &task->__state;
}

struct lockstep_vma_view lockstep_view_vma(const struct lockstep_objects *objects,
					   unsigned int index)
{
	const struct vm_area_struct *const vma = &objects->vma[index];
	const struct lockstep_vma_view view = {
		.refcount = (unsigned int)vma->vm_refcnt.refs.counter,
		.lock_sequence = vma->vm_lock_seq,
		.mm = (unsigned int)(vma->vm_mm - objects->mm),
		.write_locked = vma->vm_lock_seq == vma->vm_mm->mm_lock_seq.sequence,
		.data = vma->vm_start,
	};

	return view;
}

struct lockstep_mm_view lockstep_view_mm(const struct lockstep_objects *objects, unsigned int index)
{
	const struct mm_struct *const mm = &objects->mm[index];
	const struct lockstep_mm_view view = {
		.sequence = mm->mm_lock_seq.sequence,
		.lock_count = lockstep_rwsem_holders(&mm->mmap_lock),
		.waiter = mm->vma_writer_wait.task ? (int)mm->vma_writer_wait.task->index : -1,
	};

	return view;
}

/* Two numbers of 32 bits in one word. */
static unsigned long join_words(unsigned int low, unsigned int high)
{
	return (unsigned long)low | (unsigned long)high << 32;
}

unsigned long lockstep_vma_plain_fields(const struct lockstep_objects *objects, unsigned int vma)
{
	const struct vm_area_struct *const area = &objects->vma[vma];

	return join_words((unsigned int)(area->vm_mm - objects->mm), area->vm_lock_seq);
}

void lockstep_vma_state(const struct lockstep_objects *objects, unsigned int vma,
			unsigned long *words)
{
	words[0] = lockstep_vma_plain_fields(objects, vma);
	words[1] = (unsigned int)objects->vma[vma].vm_refcnt.refs.counter;
	words[2] = objects->vma[vma].vm_start;
	words[3] = objects->vma[vma].vm_end;
}

void lockstep_mm_state(const struct lockstep_objects *objects, unsigned int mm,
		       unsigned long *words)
{
	words[0] = join_words((unsigned int)objects->mm[mm].mmap_lock.count,
			      objects->mm[mm].mm_lock_seq.sequence);
}

/* Where in an object of `size` bytes the task waits by wait_var_event(): from 1, or 0. */
static unsigned long waits_in(const struct task_struct *task, const void *object, size_t size)
{
	const unsigned long offset = (uintptr_t)task->waits_for - (uintptr_t)object;

	return task->waits_for && offset < size ? offset + 1 : 0;
}

unsigned long lockstep_task_waits_in_vma(const struct lockstep_objects *objects, unsigned int task,
					 unsigned int vma)
{
	return waits_in(&objects->task[task], &objects->vma[vma], sizeof(objects->vma[vma]));
}

void lockstep_task_state_words(const struct lockstep_objects *objects, unsigned int task,
			       unsigned long *words)
{
	const struct task_struct *const self = &objects->task[task];

	words[0] = join_words(self->__state, self->pending);
	words[1] = self->fail_next_wait;
	for (unsigned int i = 0; i < LOCKSTEP_MAX_MMS; i++) {
		const struct mm_struct *const mm = &objects->mm[i];

		words[1] = words[1] << 1 | (mm->mmap_lock.waiters >> task & 1);
		words[1] = words[1] << 1 | (mm->vma_writer_wait.task == self);
	}
	words[1] |= waits_in(self, objects->mm, sizeof(objects->mm)) << 32;
}

unsigned int lockstep_count_held(const struct lockstep_objects *objects, unsigned int task)
{
	return objects->task[task].lockdep_depth;
}

struct lockstep_held_lock lockstep_find_held(const struct lockstep_objects *objects,
					     unsigned int task, unsigned int index)
{
	const struct held_lock *const held = &objects->task[task].held_locks[index];
	struct lockstep_held_lock lock = {.vma = -1, .mm = -1, .read = held->read};

	for (int i = 0; i < LOCKSTEP_MAX_VMAS; i++) {
		if (held->instance == &objects->vma[i].vmlock_dep_map)
			lock.vma = i;
	}
	for (int i = 0; i < LOCKSTEP_MAX_MMS; i++) {
		if (held->instance == &objects->mm[i].mmap_lock.dep_map)
			lock.mm = i;
	}
	return lock;
}

int lockstep_task_at(const struct lockstep_objects *objects, unsigned long value)
{
	const unsigned long offset = value - (uintptr_t)objects->task;

	return offset < sizeof(objects->task) ? (int)(offset / sizeof(objects->task[0])) : -1;
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

/* One field of one type of object: its name and where it lies. */
struct field_layout {
	const char *name;
	size_t offset;
	size_t size;
};

#define FIELD(type, member)                                                                        \
	{                                                                                          \
#member, offsetof(type, member), sizeof(((type *)0)->member)                       \
	}

static const struct field_layout vma_fields[] = {
	FIELD(struct vm_area_struct, vm_mm),	 FIELD(struct vm_area_struct, vm_start),
	FIELD(struct vm_area_struct, vm_end),	 FIELD(struct vm_area_struct, vm_lock_seq),
	FIELD(struct vm_area_struct, vm_refcnt), {NULL, 0, 0},
};

static const struct field_layout mm_fields[] = {
	FIELD(struct mm_struct, mmap_lock),
	FIELD(struct mm_struct, mm_lock_seq),
	FIELD(struct mm_struct, vma_writer_wait),
	{NULL, 0, 0},
};

static const struct field_layout task_fields[] = {
	FIELD(struct task_struct, __state),
	FIELD(struct task_struct, pending),
	{NULL, 0, 0},
};

/* Looks for the address in `count` objects of `size` bytes from `base` on. */
static bool find_field(const char *object, const void *base, size_t size, unsigned int count,
		       const struct field_layout *fields, uintptr_t address,
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

bool lockstep_objects_contain(const struct lockstep_objects *objects, const volatile void *address)
{
	return (uintptr_t)address - (uintptr_t)objects < sizeof(*objects);
}

bool lockstep_objects_field(const struct lockstep_objects *objects, const volatile void *address,
			    struct lockstep_field *field)
{
	const uintptr_t where = (uintptr_t)address;

	return find_field("vma", objects->vma, sizeof(objects->vma[0]), LOCKSTEP_MAX_VMAS,
			  vma_fields, where, field) ||
	       find_field("mm", objects->mm, sizeof(objects->mm[0]), LOCKSTEP_MAX_MMS, mm_fields,
			  where, field) ||
	       find_field("task", objects->task, sizeof(objects->task[0]), LOCKSTEP_MAX_TASKS,
			  task_fields, where, field);
}
