/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of the subject vma-lock, VMAs and mms: how they are set up and looked at. None of
 * these functions is a step, and none is seen by the race detector.
 */
#ifndef LOCKSTEP_ABI_VMA_OBJECTS_H
#define LOCKSTEP_ABI_VMA_OBJECTS_H

#include "objects.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LOCKSTEP_MAX_VMAS 3
#define LOCKSTEP_MAX_MMS 2

struct mm_struct;
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

/* What can be observed of a VMA and of an mm, whatever values they hold. */
struct lockstep_vma_view {
	unsigned int refcount;
	unsigned int lock_sequence;
	unsigned int mm;   /* LOCKSTEP_MAX_MMS if it is in none */
	bool write_locked; /* vm_lock_seq equals the sequence of its mm */
	unsigned long data;
};

struct lockstep_mm_view {
	unsigned int sequence;
	int lock_count; /* readers of mmap_lock, or a large number for a writer */
	int waiter; /* index of the task in vma_writer_wait, -1, or LOCKSTEP_MAX_TASKS: no task */
};

/* Puts every object that `start` names into its first state. */
void lockstep_objects_reset(struct lockstep_objects *objects, const struct lockstep_start *start);

struct mm_struct *lockstep_objects_mm(struct lockstep_objects *objects, unsigned int index);
struct vm_area_struct *lockstep_objects_vma(struct lockstep_objects *objects, unsigned int index);
struct lockstep_vma_view lockstep_view_vma(const struct lockstep_objects *objects,
					   unsigned int index);
struct lockstep_mm_view lockstep_view_mm(const struct lockstep_objects *objects,
					 unsigned int index);

/*
 * The state of an object as words: equal for equal states, whatever the addresses. Where in a VMA a
 * task waits is given separately: a number of less than 32 bits, 0 if it does not wait.
 */
#define LOCKSTEP_VMA_STATE_WORDS 4
#define LOCKSTEP_MM_STATE_WORDS 1
void lockstep_vma_state(const struct lockstep_objects *objects, unsigned int vma,
			unsigned long *words);
void lockstep_mm_state(const struct lockstep_objects *objects, unsigned int mm,
		       unsigned long *words);
unsigned long lockstep_task_waits_in_vma(const struct lockstep_objects *objects, unsigned int task,
					 unsigned int vma);

/* A lock that lockdep thinks a task holds. */
struct lockstep_held_lock {
	int vma; /* whose lock it is, or -1 */
	int mm;	 /* whose mmap_lock it is, or -1 */
	bool read;
};

/* One of the locks that are held, in the order in which they were taken. */
struct lockstep_held_lock lockstep_find_held(const struct lockstep_objects *objects,
					     unsigned int task, unsigned int index);

/*
 * The fields of a VMA, vm_mm and vm_lock_seq, that code under test reads without a step because a
 * lock keeps them from changing. (This leaves out mm_lock_seq, which only the holder of mmap_lock
 * for write reads in this way unless a fault is injected, and the protected data, whose value an
 * operation does not keep.)
 */
unsigned long lockstep_vma_plain_fields(const struct lockstep_objects *objects, unsigned int vma);

/* Whether an address is that of one of these fields, of the sequence of an mm, or of the data. */
bool lockstep_is_plain_field(const struct lockstep_objects *objects, unsigned int vma,
			     const volatile void *address);
bool lockstep_is_sequence(const struct lockstep_objects *objects, unsigned int mm,
			  const volatile void *address);
bool lockstep_is_data(const struct lockstep_objects *objects, const volatile void *address);

#ifdef __cplusplus
}
#endif

#endif
