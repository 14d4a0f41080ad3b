/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes a twin of a mutant (see look.h) by way of its table: for each entry that the mutant changes
 * there is a function that calls it and looks, before or after. A mutant that changes no entry has
 * its mistake in something that several of them call: then all of them look, at their end.
 */
#ifndef LOCKSTEP_MUTANT_TWIN_H
#define LOCKSTEP_MUTANT_TWIN_H

#include <abi/surroundings.h>

#include "look.h"

/* Lists F(type, entry, parameters, arguments, word to look at) for every entry that mutants
 * change. */
#define FOR_EACH_ENTRY(F)                                                                          \
	ON_MM(F, void, mmap_write_lock)                                                            \
	ON_MM(F, int, mmap_write_lock_killable)                                                    \
	ON_MM(F, bool, mmap_write_trylock)                                                         \
	ON_MM(F, void, mmap_write_unlock)                                                          \
	ON_MM(F, void, mmap_write_downgrade)                                                       \
	ON_MM_AND_VMA(F, struct vm_area_struct *, vma_start_read)                                  \
	ON_VMA(F, bool, vma_start_read_locked)                                                     \
	ON_VMA(F, void, vma_end_read)                                                              \
	ON_VMA(F, void, vma_start_write)                                                           \
	ON_VMA(F, int, vma_start_write_killable)                                                   \
	ON_VMA(F, void, vma_mark_attached)                                                         \
	ON_VMA(F, void, vma_mark_detached)                                                         \
	ON_VMA_AND_MM(F, void, vma_reuse)                                                          \
	ON_SECTION(F, void, enter_exclusive)                                                       \
	ON_SECTION(F, void, exit_exclusive)

#define ON_MM(F, type, entry)                                                                      \
	F(type, entry, (struct mm_struct * mm), (mm), mm->mm_lock_seq.sequence)
#define ON_VMA(F, type, entry)                                                                     \
	F(type, entry, (struct vm_area_struct * vma), (vma), vma->vm_lock_seq)
#define ON_MM_AND_VMA(F, type, entry)                                                              \
	F(type, entry, (struct mm_struct * mm, struct vm_area_struct * vma), (mm, vma),            \
	  vma->vm_lock_seq)
#define ON_VMA_AND_MM(F, type, entry)                                                              \
	F(type, entry, (struct vm_area_struct * vma, struct mm_struct * mm), (vma, mm),            \
	  vma->vm_lock_seq)
#define ON_SECTION(F, type, entry)                                                                 \
	F(type, entry, (struct vm_area_struct * vma, struct lockstep_exclusive * section),         \
	  (vma, section), vma->vm_lock_seq)

#if LOCKSTEP_TWIN == LOCKSTEP_TWIN_LOOKS_FIRST
#define LOOK_IN_TIME(word) EXTRA_LOOK(word)
#else
#define LOOK_IN_TIME(word)                                                                         \
	const unsigned int *const last __attribute__((unused, cleanup(look))) = &(word)
#endif

static inline void look(const unsigned int *const *word)
{
	(void)READ_ONCE(**word);
}

/* The mutant's own table. Does not change once it is made. */
static struct lockstep_implementation without_looks;

#define DEFINE_TWIN(type, entry, parameters, arguments, word)                                      \
	static type entry##_twin parameters                                                        \
	{                                                                                          \
		LOOK_IN_TIME(word);                                                                \
		return without_looks.entry arguments;                                              \
	}
FOR_EACH_ENTRY(DEFINE_TWIN)

/* `table` is the mutant's and becomes its twin's; `original` is the table without the mutant's
 * changes. */
static inline void make_twin(struct lockstep_implementation *table,
			     const struct lockstep_implementation *original)
{
	bool all = LOCKSTEP_TWIN == LOCKSTEP_TWIN_LOOKS_LAST;

	without_looks = *table;
#define IS_UNCHANGED(type, entry, ...) all = all && table->entry == original->entry;
	FOR_EACH_ENTRY(IS_UNCHANGED)
#define USE_TWIN(type, entry, ...)                                                                 \
	if (all || table->entry != original->entry)                                                \
		table->entry = entry##_twin;
	FOR_EACH_ENTRY(USE_TWIN)
}

#endif
