// SPDX-License-Identifier: GPL-2.0-only
#include "tests/implementations/made_up.h"

#include <linux/mmap_lock.h>

static int made_up_object;

/* What is there at the moment, without a step. */
#define LOOK_ONLY(object)                                                                          \
	lockstep_request((object), LOCKSTEP_LOAD, __ATOMIC_RELAXED, LOCKSTEP_NO_STEP, 0, 0)

void made_up_one_step(unsigned int task, bool fatal)
{
	(void)task;
	(void)fatal;
	(void)lockstep_fetch(LOCKSTEP_ADD, &made_up_object, 1, __ATOMIC_RELAXED);
}

void made_up_end_read_looks_twice(struct vm_area_struct *vma)
{
	(void)refcount_read(&vma->vm_refcnt);
	vma_end_read(vma);
}

void made_up_mark_attached_looks_twice(struct vm_area_struct *vma)
{
	(void)READ_ONCE(vma->vm_lock_seq);
	vma_mark_attached(vma);
}

bool made_up_read_trylock_looks_twice(struct mm_struct *mm)
{
	(void)READ_ONCE(mm->mm_lock_seq.sequence);
	return mmap_read_trylock(mm);
}

void made_up_start_write_sleeps(struct vm_area_struct *vma)
{
	(void)vma;
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule();
}

void made_up_end_read_wakes_nobody(struct vm_area_struct *vma)
{
	__vma_lockdep_release_read(vma);
	(void)!__vma_refcount_put(vma, NULL);
}

int made_up_readers(const struct vm_area_struct *vma)
{
	const int count =
		LOOK_ONLY(&vma->vm_refcnt.refs.counter) & ~(int)VM_REFCNT_EXCLUDE_READERS_FLAG;

	return count > 1 ? count - 1 : 0;
}

unsigned int made_up_sequence(const struct mm_struct *mm)
{
	return READ_ONCE(mm->mm_lock_seq.sequence);
}

void made_up_end_read_warns(struct vm_area_struct *vma)
{
	WARN_ON_ONCE(made_up_readers(vma) > 1);
	vma_end_read(vma);
}

void made_up_end_read_minds_another_vma(struct vm_area_struct *vma)
{
	const struct lockdep_map *const own = &vma->vmlock_dep_map;
	bool another = false;

	for (unsigned int i = 0; i < current->lockdep_depth; i++) {
		const struct lockdep_map *const held = current->held_locks[i].instance;

		another |= held != own && held->name == own->name;
	}
	WARN_ON_ONCE(another);
	vma_end_read(vma);
}

static void made_up_warn(bool made_up)
{
	WARN_ON_ONCE(made_up);
}

bool made_up_read_trylock_warns(struct mm_struct *mm)
{
	made_up_warn(true);
	return mmap_read_trylock(mm);
}

void made_up_end_read_warns_as_trylock(struct vm_area_struct *vma)
{
	made_up_warn(true);
	vma_end_read(vma);
}

void made_up_end_read_looks_and_warns(struct vm_area_struct *vma)
{
	(void)refcount_read(&vma->vm_refcnt);
	made_up_end_read_warns(vma);
}

void made_up_end_read_looks_often_and_warns(struct vm_area_struct *vma)
{
	for (int looks = 0; looks < 8; ++looks)
		(void)refcount_read(&vma->vm_refcnt);
	made_up_end_read_warns(vma);
}

void made_up_end_read_spins(struct vm_area_struct *vma)
{
	const struct lockstep_seen seen = lockstep_remember();

	do {
		lockstep_forget_since(&seen, __LINE__);
		(void)refcount_read(&vma->vm_refcnt);
	} while (READ_ONCE(vma->vm_lock_seq) == UINT_MAX);
}

void made_up_end_read_peeks(struct vm_area_struct *vma)
{
	const int count = vma->vm_refcnt.refs.counter & ~(int)VM_REFCNT_EXCLUDE_READERS_FLAG;

	(void)READ_ONCE(vma->vm_lock_seq);
	(void)READ_ONCE(vma->vm_lock_seq);
	WARN_ON_ONCE(count > 2);
	vma_end_read(vma);
}

void made_up_end_read_touches_much(struct vm_area_struct *vma)
{
	static volatile unsigned long words[20000];

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); ++i)
		words[i] = 0;
	vma_end_read(vma);
}

void made_up_put_warns(struct vm_area_struct *vma)
{
	WARN_ON_ONCE(true);
	(void)!__vma_refcount_put(vma, NULL);
}

bool made_up_read_trylock_minds_signals(struct mm_struct *mm)
{
	const bool locked = mmap_read_trylock(mm);

	return locked && LOOK_ONLY(&current->pending) == 0;
}

/* Nobody is told of what it remembers. */
__attribute__((no_sanitize("thread"))) bool made_up_read_trylock_remembers(struct mm_struct *mm)
{
	static unsigned int calls;

	return mmap_read_trylock(mm) && ++calls % 3 != 0;
}

bool made_up_start_read_locked_crashes(struct vm_area_struct *vma)
{
	const bool locked = vma_start_read_locked(vma);

	if (!locked)
		*(volatile int *)NULL = 0;
	return locked;
}

void made_up_write_data_for_ever(struct vm_area_struct *vma)
{
	static volatile unsigned long words[1024];

	for (unsigned int i = 0;; i = (i + 1) % 1024)
		words[i] = (unsigned long)vma;
}

bool made_up_flag(const struct vm_area_struct *vma)
{
	return READ_ONCE(vma->vm_end) != 0;
}

void made_up_set_flag(struct vm_area_struct *vma)
{
	WRITE_ONCE(vma->vm_end, 1);
}
