/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entries for the tables of made-up implementations: each has one deviation from the code before
 * the patch, small enough that it is known what shows it.
 */
#ifndef LOCKSTEP_TESTS_IMPLEMENTATIONS_MADE_UP_H
#define LOCKSTEP_TESTS_IMPLEMENTATIONS_MADE_UP_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mm_struct;
struct vm_area_struct;

/* One step each: an update of one and the same object. */
void made_up_one_step(unsigned int task, bool fatal);

/* The same as the real ones, after one more look at shared state. */
void made_up_end_read_looks_twice(struct vm_area_struct *vma);
void made_up_mark_attached_looks_twice(struct vm_area_struct *vma);
bool made_up_read_trylock_looks_twice(struct mm_struct *mm);

/* Sleeps, and no task knows of it. */
void made_up_start_write_sleeps(struct vm_area_struct *vma);

/* Never wakes the writer that waits. */
void made_up_end_read_wakes_nobody(struct vm_area_struct *vma);

/* The readers inside the VMA. Not a step. */
int made_up_readers(const struct vm_area_struct *vma);

/* What the sequence of the mm is: one step. */
unsigned int made_up_sequence(const struct mm_struct *mm);

/* Warns if another reader is inside; also after one more look, or some. */
void made_up_end_read_warns(struct vm_area_struct *vma);
void made_up_end_read_looks_and_warns(struct vm_area_struct *vma);
void made_up_end_read_looks_often_and_warns(struct vm_area_struct *vma);

/* Warns if the task has locked another VMA, too. Takes CONFIG_LOCKDEP to know. */
void made_up_end_read_minds_another_vma(struct vm_area_struct *vma);

/* Warn always, at the same place. */
bool made_up_read_trylock_warns(struct mm_struct *mm);
void made_up_end_read_warns_as_trylock(struct vm_area_struct *vma);

/* Looks at the sequence for ever. */
void made_up_end_read_spins(struct vm_area_struct *vma);

/* Looks at the count without a step, and warns two steps later if it saw another reader. */
void made_up_end_read_peeks(struct vm_area_struct *vma);

/* A flag of the VMA: to look at it is a step, and to set it another one. */
bool made_up_flag(const struct vm_area_struct *vma);
void made_up_set_flag(struct vm_area_struct *vma);

/* Writes more words than the race detector keeps, without any effect. */
void made_up_end_read_touches_much(struct vm_area_struct *vma);
void made_up_write_data_for_ever(struct vm_area_struct *vma);

/* Drops a count and warns. */
void made_up_put_warns(struct vm_area_struct *vma);

/* Says that it did not lock if a signal is pending. */
bool made_up_read_trylock_minds_signals(struct mm_struct *mm);

/* Has state of its own: says of every third call that it did not lock. */
bool made_up_read_trylock_remembers(struct mm_struct *mm);

/* Dereferences a null pointer if it could not lock. */
bool made_up_start_read_locked_crashes(struct vm_area_struct *vma);

#ifdef __cplusplus
}
#endif

#endif
