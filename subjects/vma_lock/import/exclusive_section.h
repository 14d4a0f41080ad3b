/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The primitives that keep readers out, driven directly. Versions of the kernel have given them
 * other names, parameters and results. Probes tell the name. Each form of parameters and results
 * has an adapter here, which calls the tree's function by a type of its own; the compiler picks the
 * one whose type matches the function. If no adapter knows a form, the primitives are left out of
 * the table.
 */
#ifndef LOCKSTEP_IMPORT_EXCLUSIVE_SECTION_H
#define LOCKSTEP_IMPORT_EXCLUSIVE_SECTION_H

#include <abi/implementation.h>

#include "tree.h"

#if LOCKSTEP_HAS_VMA_START_EXCLUDE_READERS
#define LOCKSTEP_TREE_ENTER __vma_start_exclude_readers
#define LOCKSTEP_TREE_EXIT __vma_end_exclude_readers
#elif LOCKSTEP_HAS_VMA_ENTER_EXCLUSIVE_LOCKED
#define LOCKSTEP_TREE_ENTER __vma_enter_exclusive_locked
#define LOCKSTEP_TREE_EXIT __vma_exit_exclusive_locked
#elif LOCKSTEP_HAS_VMA_ENTER_LOCKED
#define LOCKSTEP_TREE_ENTER __vma_enter_locked
#define LOCKSTEP_TREE_EXIT __vma_exit_locked
#endif

#ifdef LOCKSTEP_TREE_ENTER

/* The table's entries for them. */
typedef void lockstep_section_function(struct vm_area_struct *, struct lockstep_exclusive *);
#define LOCKSTEP_NO_ADAPTER ((lockstep_section_function *)NULL)

/* True: exclusive, false: detached. Waits uninterruptibly. */
typedef bool lockstep_enter_uninterruptible(struct vm_area_struct *, bool detaching);

static inline void lockstep_enter_by_bool(struct vm_area_struct *vma,
					  struct lockstep_exclusive *section)
{
	lockstep_enter_uninterruptible *enter =
		(lockstep_enter_uninterruptible *)LOCKSTEP_TREE_ENTER;
	const bool locked = enter(vma, section->detaching);

	section->error = 0;
	section->detached = !locked;
	section->exclusive = locked;
}

/* 1: exclusive, 0: detached, or the wait's error. */
typedef int lockstep_enter_in_state(struct vm_area_struct *, bool detaching, int state);

static inline void lockstep_enter_by_int(struct vm_area_struct *vma,
					 struct lockstep_exclusive *section)
{
	lockstep_enter_in_state *enter = (lockstep_enter_in_state *)LOCKSTEP_TREE_ENTER;
	const int locked = enter(vma, section->detaching, section->state);

	section->error = locked < 0 ? locked : 0;
	section->detached = locked == 0;
	section->exclusive = locked > 0;
}

typedef void lockstep_exit_to_pointer(struct vm_area_struct *, bool *detached);

static inline void lockstep_exit_by_pointer(struct vm_area_struct *vma,
					    struct lockstep_exclusive *section)
{
	lockstep_exit_to_pointer *leave = (lockstep_exit_to_pointer *)LOCKSTEP_TREE_EXIT;

	leave(vma, &section->detached);
}

/* True: the VMA is detached now. */
typedef bool lockstep_exit_returning(struct vm_area_struct *);

static inline void lockstep_exit_by_bool(struct vm_area_struct *vma,
					 struct lockstep_exclusive *section)
{
	lockstep_exit_returning *leave = (lockstep_exit_returning *)LOCKSTEP_TREE_EXIT;

	section->detached = leave(vma);
}

/* What enter and exit share in a struct. */
struct vma_exclude_readers_state;
typedef int lockstep_enter_struct(struct vma_exclude_readers_state *);
typedef void lockstep_exit_struct(struct vma_exclude_readers_state *);

#if LOCKSTEP_HAS_VMA_EXCLUDE_READERS_STATE

static inline struct vma_exclude_readers_state
lockstep_section_state(struct vm_area_struct *vma, const struct lockstep_exclusive *section)
{
	const struct vma_exclude_readers_state state = {
		.vma = vma,
		.state = section->state,
		.detaching = section->detaching,
		.detached = section->detached,
		.exclusive = section->exclusive,
	};

	return state;
}

static inline void lockstep_enter_by_struct(struct vm_area_struct *vma,
					    struct lockstep_exclusive *section)
{
	lockstep_enter_struct *enter = (lockstep_enter_struct *)LOCKSTEP_TREE_ENTER;
	struct vma_exclude_readers_state state = lockstep_section_state(vma, section);

	section->error = enter(&state);
	section->detached = state.detached;
	section->exclusive = state.exclusive;
}

static inline void lockstep_exit_by_struct(struct vm_area_struct *vma,
					   struct lockstep_exclusive *section)
{
	lockstep_exit_struct *leave = (lockstep_exit_struct *)LOCKSTEP_TREE_EXIT;
	struct vma_exclude_readers_state state = lockstep_section_state(vma, section);

	leave(&state);
	section->detached = state.detached;
}

#else
#define lockstep_enter_by_struct LOCKSTEP_NO_ADAPTER
#define lockstep_exit_by_struct LOCKSTEP_NO_ADAPTER
#endif

#define LOCKSTEP_HAS_FORM(function, form) __builtin_types_compatible_p(__typeof__(function), form)

/* The adapter of the form that the function has, if there is one. */
#define LOCKSTEP_ENTER_EXCLUSIVE                                                                   \
	(LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_ENTER, lockstep_enter_uninterruptible)                    \
		 ? lockstep_enter_by_bool                                                          \
	 : LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_ENTER, lockstep_enter_in_state) ? lockstep_enter_by_int \
	 : LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_ENTER, lockstep_enter_struct)                           \
		 ? lockstep_enter_by_struct                                                        \
		 : LOCKSTEP_NO_ADAPTER)
#define LOCKSTEP_EXIT_EXCLUSIVE                                                                     \
	(LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_EXIT, lockstep_exit_to_pointer)                            \
		 ? lockstep_exit_by_pointer                                                         \
	 : LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_EXIT, lockstep_exit_returning) ? lockstep_exit_by_bool   \
	 : LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_EXIT, lockstep_exit_struct)	  ? lockstep_exit_by_struct \
									  : LOCKSTEP_NO_ADAPTER)

#define LOCKSTEP_ENTER_WAIT_STATES                                                                 \
	(LOCKSTEP_HAS_FORM(LOCKSTEP_TREE_ENTER, lockstep_enter_uninterruptible)                    \
		 ? LOCKSTEP_WAIT_UNINTERRUPTIBLE                                                   \
	 : LOCKSTEP_ENTER_EXCLUSIVE ? LOCKSTEP_WAIT_ANY                                            \
				    : 0)

#else
#define LOCKSTEP_ENTER_EXCLUSIVE NULL
#define LOCKSTEP_EXIT_EXCLUSIVE NULL
#define LOCKSTEP_ENTER_WAIT_STATES 0
#endif

#endif
