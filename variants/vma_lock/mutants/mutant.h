/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes `before` with a mistake of the file that includes this: the file defines replacements for
 * what before.c uses of the kernel, or other entries for the table, and ends with SHOWS() and
 * MUTANT(). To make another implementation with a mistake, see merged_mutant.h.
 */
#ifndef LOCKSTEP_MUTANT_H
#define LOCKSTEP_MUTANT_H

#ifndef MUTATED_TABLE
#include "../../../reference/vma_lock/before.c"
#define MUTATED_TABLE lockstep_before
#define MUTATED_SUMMARY "before, with a mistake"
#endif

#ifdef LOCKSTEP_TWIN
#include "twin.h"
#else
#define make_twin(table, original) ((void)0)
#endif

struct lockstep_implementation lockstep_implementation;

/*
 * What `lockstep mutants` is to expect: the kinds of discrepancy that may be found first, with
 * commas between them; that programs which abide by the contract show none, but others do; or why
 * there is none at all. See lockstep/check/mutants.h.
 */
#define SHOWS(kinds) const char lockstep_mutant_shows[] = kinds;
#define SHOWS_OUT_OF_CONTRACT(kinds) const char lockstep_mutant_shows_out_of_contract[] = kinds;
#define EQUIVALENT(because) const char lockstep_mutant_equivalent[] = because;

/* Exports the table under another name, with changes such as `table->entry = other`. */
#define MUTANT(mutant_name, ...)                                                                   \
	__attribute__((constructor)) static void make_table(void)                                  \
	{                                                                                          \
		struct lockstep_implementation *const table = &lockstep_implementation;            \
                                                                                                   \
		*table = MUTATED_TABLE;                                                            \
		table->name = (mutant_name);                                                       \
		table->summary = MUTATED_SUMMARY;                                                  \
		table->source = __FILE__;                                                          \
		__VA_ARGS__;                                                                       \
		make_twin(table, &MUTATED_TABLE);                                                  \
	}

#endif
