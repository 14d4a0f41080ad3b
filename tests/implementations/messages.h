/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entries for the tables of made-up implementations: one task writes plain memory and then a flag,
 * another reads the flag and then, if it is set, the memory. What keeps that from being a race is
 * in the names.
 */
#ifndef LOCKSTEP_TESTS_IMPLEMENTATIONS_MESSAGES_H
#define LOCKSTEP_TESTS_IMPLEMENTATIONS_MESSAGES_H

#ifdef __cplusplus
extern "C" {
#endif

struct mm_struct;
struct vm_area_struct;

/* For fault_put. */
void message_sent_by_nothing(struct vm_area_struct *vma);
void message_sent_by_wmb(struct vm_area_struct *vma);
void message_sent_by_mb(struct vm_area_struct *vma);
void message_sent_by_mb_before_atomic(struct vm_area_struct *vma);
void message_sent_by_store_release(struct vm_area_struct *vma);
void message_sent_by_xchg(struct vm_area_struct *vma);
void message_sent_by_xchg_relaxed(struct vm_area_struct *vma);

/* For vma_start_read; each returns NULL. */
struct vm_area_struct *message_read_by_nothing(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *message_read_by_rmb(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *message_read_by_mb(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *message_read_by_ctrl_dep(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *message_read_by_cmpxchg(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *message_read_by_failed_cmpxchg(struct mm_struct *mm,
						      struct vm_area_struct *vma);

#ifdef __cplusplus
}
#endif

#endif
