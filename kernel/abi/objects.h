/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The shared objects of one execution, tasks among them, as the engine handles them: it does not
 * know their layout, nor what they are besides tasks. Each subject says how they are set up and
 * looked at, and defines the functions that are said here to be its own. None of these functions is
 * a step, and none is seen by the race detector.
 */
#ifndef LOCKSTEP_ABI_OBJECTS_H
#define LOCKSTEP_ABI_OBJECTS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LOCKSTEP_MAX_TASKS 8

struct lockstep_objects;
struct task_struct;

/* A place in the objects by name, e.g. "vma", 1, "vm_refcnt". Strings are static. */
struct lockstep_field {
	const char *object;
	unsigned int index;
	const char *field;
};

/* The size in bytes of all objects together; they are one piece of memory. */
unsigned long lockstep_objects_size(void);

/* NULL if there is no memory. The caller owns the objects and destroys them. */
struct lockstep_objects *lockstep_objects_create(void);
void lockstep_objects_destroy(struct lockstep_objects *objects);

struct task_struct *lockstep_objects_task(struct lockstep_objects *objects, unsigned int index);

unsigned int lockstep_task_index(const struct task_struct *task);

/*
 * The word with the state of a task, for engines whose tasks sleep on it: 0 while the task runs or
 * may run. Only to be accessed atomically.
 */
unsigned int *lockstep_task_state_word(struct task_struct *task);

/* How many locks lockdep thinks the task holds. */
unsigned int lockstep_count_held(const struct lockstep_objects *objects, unsigned int task);

/*
 * The state of a task as words, which are equal for equal states, whatever the addresses. What
 * objects say about tasks (who waits) is part of the state of those tasks. The subject's own.
 */
#define LOCKSTEP_TASK_STATE_WORDS 2
void lockstep_task_state_words(const struct lockstep_objects *objects, unsigned int task,
			       unsigned long *words);

/* The index of the task whose address the value is, or -1. */
int lockstep_task_at(const struct lockstep_objects *objects, unsigned long value);

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
