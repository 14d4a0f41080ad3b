/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of the subject vma-lock; see implementation.h. */
#ifndef LOCKSTEP_ABI_VMA_TABLE_H
#define LOCKSTEP_ABI_VMA_TABLE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mm_struct;
struct vm_area_struct;

/*
 * One exclusive section, as the primitives enter and exit see it. The adapter of an implementation
 * translates between this and whatever its own functions take and return.
 */
struct lockstep_exclusive {
	/* In: what the caller of enter asks for. */
	bool detaching;
	int state; /* TASK_UNINTERRUPTIBLE, TASK_KILLABLE or TASK_INTERRUPTIBLE */
	/* Out, and in again for exit, which has to know what enter said. */
	int error;	/* 0, or a negative error number from enter */
	bool detached;	/* the VMA is detached */
	bool exclusive; /* readers are kept out until exit */
};

typedef struct lockstep_exclusive lockstep_section;

/*
 * Every function is called by the running task, on objects that the engine owns. Strings are
 * static. An entry that is said to be optional may be NULL: the implementation lacks the operations
 * that call it, and comparisons leave these out and say so.
 */
struct lockstep_implementation {
	unsigned int abi_version; /* LOCKSTEP_ABI_VERSION */
	unsigned int wait_states; /* in which enter_exclusive can wait; 0 if it is NULL */
	const char *name;
	const char *summary; /* one line: what this is */
	const char *source;  /* the file it is written in */

	/* Programs need these, or tasks do at their end, to release what they still hold. */
	void (*mmap_read_lock)(struct mm_struct *mm);
	void (*mmap_read_unlock)(struct mm_struct *mm);
	void (*mmap_write_lock)(struct mm_struct *mm);
	void (*mmap_write_unlock)(struct mm_struct *mm);
	void (*vma_end_read)(struct vm_area_struct *vma);
	void (*vma_start_write)(struct vm_area_struct *vma);

	/* Optional, each by itself. */
	int (*mmap_read_lock_killable)(struct mm_struct *mm);
	bool (*mmap_read_trylock)(struct mm_struct *mm);
	int (*mmap_write_lock_killable)(struct mm_struct *mm);
	bool (*mmap_write_trylock)(struct mm_struct *mm);
	void (*mmap_write_downgrade)(struct mm_struct *mm);
	void (*vma_end_write_all)(struct mm_struct *mm);
	struct vm_area_struct *(*vma_start_read)(struct mm_struct *mm, struct vm_area_struct *vma);
	bool (*vma_start_read_locked)(struct vm_area_struct *vma);
	int (*vma_start_write_killable)(struct vm_area_struct *vma);
	void (*vma_mark_attached)(struct vm_area_struct *vma);
	void (*vma_mark_detached)(struct vm_area_struct *vma);

	/*
	 * The primitives. The caller drops the count of the attached state (detaching). Optional:
	 * without vma_drop_attached, nobody enters to detach; without one of the other two, there
	 * are no exclusive sections. If enter always waits in the same way, wait_states says so.
	 */
	bool (*vma_drop_attached)(struct vm_area_struct *vma);
	void (*enter_exclusive)(struct vm_area_struct *vma, struct lockstep_exclusive *section);
	void (*exit_exclusive)(struct vm_area_struct *vma, struct lockstep_exclusive *section);

	/* Around the lock: the protected data, signals, reuse of a freed VMA, injected faults. */
	unsigned long (*read_data)(const struct vm_area_struct *vma);
	void (*write_data)(struct vm_area_struct *vma);
	void (*vma_reuse)(struct vm_area_struct *vma, struct mm_struct *mm);
	void (*send_signal)(unsigned int task, bool fatal);
	bool (*wake_up_process)(unsigned int task);
	void (*fault_set_refcount)(struct vm_area_struct *vma, int value);
	void (*fault_put)(struct vm_area_struct *vma);
	void (*fault_fail_wait)(void);
};

#ifdef __cplusplus
}
#endif

#endif
