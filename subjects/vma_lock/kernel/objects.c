// SPDX-License-Identifier: GPL-2.0-only
#include <abi/vma_objects.h>
#include <linux/mm_types.h>

#include "kernel/objects/parts.h"

struct lockstep_objects {
	struct vm_area_struct vma[LOCKSTEP_MAX_VMAS];
	struct mm_struct mm[LOCKSTEP_MAX_MMS];
	struct task_struct task[LOCKSTEP_MAX_TASKS];
};

unsigned long lockstep_objects_size(void)
{
	return sizeof(struct lockstep_objects);
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
		lockstep_reset_task(&objects->task[i], i, start->tasks);
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

/* Code under test may leave anything in an object: LOCKSTEP_MAX_MMS if that is no mm. */
static unsigned int index_of_mm(const struct lockstep_objects *objects, const struct mm_struct *mm)
{
	unsigned int index = 0;

	while (index < LOCKSTEP_MAX_MMS && mm != &objects->mm[index])
		index++;
	return index;
}

struct lockstep_vma_view lockstep_view_vma(const struct lockstep_objects *objects,
					   unsigned int index)
{
	const struct vm_area_struct *const vma = &objects->vma[index];
	const unsigned int mm = index_of_mm(objects, vma->vm_mm);
	const struct lockstep_vma_view view = {
		.refcount = (unsigned int)vma->vm_refcnt.refs.counter,
		.lock_sequence = vma->vm_lock_seq,
		.mm = mm,
		.write_locked = mm < LOCKSTEP_MAX_MMS &&
				vma->vm_lock_seq == objects->mm[mm].mm_lock_seq.sequence,
		.data = vma->vm_start,
	};

	return view;
}

static int waiter_of(const struct lockstep_objects *objects, const struct mm_struct *mm)
{
	const struct task_struct *const task = mm->vma_writer_wait.task;
	const int index = lockstep_task_at(objects, (uintptr_t)task);

	if (!task)
		return -1;
	return index < 0 ? LOCKSTEP_MAX_TASKS : index;
}

struct lockstep_mm_view lockstep_view_mm(const struct lockstep_objects *objects, unsigned int index)
{
	const struct mm_struct *const mm = &objects->mm[index];
	const struct lockstep_mm_view view = {
		.sequence = mm->mm_lock_seq.sequence,
		.lock_count = mm->mmap_lock.count & ~LOCKSTEP_RWSEM_WAITERS,
		.waiter = waiter_of(objects, mm),
	};

	return view;
}

unsigned long lockstep_vma_plain_fields(const struct lockstep_objects *objects, unsigned int vma)
{
	const struct vm_area_struct *const area = &objects->vma[vma];

	return lockstep_join_words(index_of_mm(objects, area->vm_mm), area->vm_lock_seq);
}

bool lockstep_is_plain_field(const struct lockstep_objects *objects, unsigned int vma,
			     const volatile void *address)
{
	const struct vm_area_struct *const area = &objects->vma[vma];

	return address == &area->vm_mm || address == &area->vm_lock_seq;
}

bool lockstep_is_sequence(const struct lockstep_objects *objects, unsigned int mm,
			  const volatile void *address)
{
	return address == &objects->mm[mm].mm_lock_seq.sequence;
}

bool lockstep_is_data(const struct lockstep_objects *objects, const volatile void *address)
{
	for (unsigned int i = 0; i < LOCKSTEP_MAX_VMAS; i++) {
		const struct vm_area_struct *const area = &objects->vma[i];

		if (address == &area->vm_start || address == &area->vm_end)
			return true;
	}
	return false;
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
	words[0] = lockstep_join_words((unsigned int)objects->mm[mm].mmap_lock.count,
				       objects->mm[mm].mm_lock_seq.sequence);
}

unsigned long lockstep_task_waits_in_vma(const struct lockstep_objects *objects, unsigned int task,
					 unsigned int vma)
{
	return lockstep_waits_in(&objects->task[task], &objects->vma[vma],
				 sizeof(objects->vma[vma]));
}

void lockstep_task_state_words(const struct lockstep_objects *objects, unsigned int task,
			       unsigned long *words)
{
	const struct task_struct *const self = &objects->task[task];

	words[0] = lockstep_join_words(self->__state, self->pending);
	words[1] = self->fail_next_wait;
	for (unsigned int i = 0; i < LOCKSTEP_MAX_MMS; i++) {
		const struct mm_struct *const mm = &objects->mm[i];

		words[1] = words[1] << 1 | (mm->mmap_lock.waiters >> task & 1);
		words[1] = words[1] << 1 | (mm->vma_writer_wait.task == self);
	}
	words[1] |= lockstep_waits_in(self, objects->mm, sizeof(objects->mm)) << 32;
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

static const struct lockstep_field_layout vma_fields[] = {
	LOCKSTEP_FIELD(struct vm_area_struct, vm_mm),
	LOCKSTEP_FIELD(struct vm_area_struct, vm_start),
	LOCKSTEP_FIELD(struct vm_area_struct, vm_end),
	LOCKSTEP_FIELD(struct vm_area_struct, vm_lock_seq),
	LOCKSTEP_FIELD(struct vm_area_struct, vm_refcnt),
	{NULL, 0, 0},
};

static const struct lockstep_field_layout mm_fields[] = {
	LOCKSTEP_FIELD(struct mm_struct, mmap_lock),
	LOCKSTEP_FIELD(struct mm_struct, mm_lock_seq),
	LOCKSTEP_FIELD(struct mm_struct, vma_writer_wait),
	{NULL, 0, 0},
};

bool lockstep_objects_field(const struct lockstep_objects *objects, const volatile void *address,
			    struct lockstep_field *field)
{
	const uintptr_t where = (uintptr_t)address;

	return lockstep_find_field("vma", objects->vma, sizeof(objects->vma[0]), LOCKSTEP_MAX_VMAS,
				   vma_fields, where, field) ||
	       lockstep_find_field("mm", objects->mm, sizeof(objects->mm[0]), LOCKSTEP_MAX_MMS,
				   mm_fields, where, field) ||
	       lockstep_find_task_field(objects, where, field);
}
