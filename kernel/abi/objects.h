/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The shared objects of one execution (mms, VMAs, tasks), as the engine handles them: it sets them
 * up and looks at them, without knowing their layout. None of these functions is a step, and none
 * is seen by the race detector.
 */
#ifndef LOCKSTEP_ABI_OBJECTS_H
#define LOCKSTEP_ABI_OBJECTS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LOCKSTEP_MAX_TASKS 8
#define LOCKSTEP_MAX_VMAS 3
#define LOCKSTEP_MAX_MMS 2

struct lockstep_objects;
struct mm_struct;
struct task_struct;
struct vm_area_struct;

/* How an execution starts. */
struct lockstep_vma_start {
	bool attached;
	unsigned int mm;
};

struct lockstep_start {
	unsigned int tasks;
	unsigned int vmas;
	struct lockstep_vma_start vma[LOCKSTEP_MAX_VMAS];
	unsigned int sequence[LOCKSTEP_MAX_MMS]; /* of mm_lock_seq; even: not write-locked */
};

/* What can be observed of a VMA and of an mm. */
struct lockstep_vma_view {
	unsigned int refcount;
	unsigned int lock_sequence;
	unsigned int mm;
	bool write_locked; /* vm_lock_seq equals the sequence of its mm */
	unsigned long data;
};

struct lockstep_mm_view {
	unsigned int sequence;
	int lock_count; /* readers of mmap_lock, or a large number for a writer */
	int waiter;	/* index of the task in vma_writer_wait, or -1 */
};

/* A place in the objects by name, e.g. "vma", 1, "vm_refcnt". Strings are static. */
struct lockstep_field {
	const char *object;
	unsigned int index;
	const char *field;
};

/* The bytes of memory that all objects take up together; they are one piece. */
unsigned long lockstep_objects_size(void);

/* NULL if there is no memory. The caller owns the objects and destroys them. */
struct lockstep_objects *lockstep_objects_create(void);
void lockstep_objects_destroy(struct lockstep_objects *objects);

/* Puts every object that the start names into its first state. */
void lockstep_objects_reset(struct lockstep_objects *objects, const struct lockstep_start *start);

struct mm_struct *lockstep_objects_mm(struct lockstep_objects *objects, unsigned int index);
struct vm_area_struct *lockstep_objects_vma(struct lockstep_objects *objects, unsigned int index);
struct task_struct *lockstep_objects_task(struct lockstep_objects *objects, unsigned int index);

unsigned int lockstep_task_index(const struct task_struct *task);

/*
 * The word with the state of a task, for engines whose tasks sleep on it: 0 while the task runs or
 * may run. Only to be accessed atomically.
 */
unsigned int *lockstep_task_state_word(struct task_struct *task);

struct lockstep_vma_view lockstep_view_vma(const struct lockstep_objects *objects,
					   unsigned int index);
struct lockstep_mm_view lockstep_view_mm(const struct lockstep_objects *objects,
					 unsigned int index);

/*
 * The state of an object as words: equal for equal states, whatever the addresses. What an mm says
 * of tasks (who waits) is part of the state of those tasks. Where in a VMA a task waits stands
 * apart: a number of less than 32 bits, 0 if it does not.
 */
#define LOCKSTEP_VMA_STATE_WORDS 4
#define LOCKSTEP_MM_STATE_WORDS 1
#define LOCKSTEP_TASK_STATE_WORDS 2
void lockstep_vma_state(const struct lockstep_objects *objects, unsigned int vma,
			unsigned long *words);
void lockstep_mm_state(const struct lockstep_objects *objects, unsigned int mm,
		       unsigned long *words);
void lockstep_task_state_words(const struct lockstep_objects *objects, unsigned int task,
			       unsigned long *words);
unsigned long lockstep_task_waits_in_vma(const struct lockstep_objects *objects, unsigned int task,
					 unsigned int vma);

/* A lock that lockdep thinks a task holds. */
struct lockstep_held_lock {
	int vma; /* whose lock it is, or -1 */
	int mm;	 /* whose mmap_lock it is, or -1 */
	bool read;
};

/* How many there are, and one of them, in the order in which they were taken. */
unsigned int lockstep_count_held(const struct lockstep_objects *objects, unsigned int task);
struct lockstep_held_lock lockstep_find_held(const struct lockstep_objects *objects,
					     unsigned int task, unsigned int index);

/* The index of the task whose address a value is, or -1. */
int lockstep_task_at(const struct lockstep_objects *objects, unsigned long value);

/*
 * The fields of a VMA, vm_mm and vm_lock_seq, that code under test reads without a step, trusting
 * in a lock to keep them from changing. (Not mm_lock_seq, which only the holder of mmap_lock for
 * write reads so unless a fault is injected, nor the protected data, whose value does not stay with
 * an operation.)
 */
unsigned long lockstep_vma_plain_fields(const struct lockstep_objects *objects, unsigned int vma);

/* Whether an address is in the objects. */
bool lockstep_objects_contain(const struct lockstep_objects *objects, const volatile void *address);

/* Names the field at an address. False if the address is in none of the objects. */
bool lockstep_objects_field(const struct lockstep_objects *objects, const volatile void *address,
			    struct lockstep_field *field);

/* Reports the locks that lockdep thinks the task still holds; for a task that has ended. */
void lockstep_task_end(const struct task_struct *task);

/* The states of enter_exclusive: 0 uninterruptible, 1 killable, 2 interruptible. */
int lockstep_task_state(unsigned int which);

#ifdef __cplusplus
}
#endif

#endif
