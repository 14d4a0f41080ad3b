/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes `before` with a mistake of the file that includes this: it defines what before.c is to see
 * instead of the kernel's own, or other entries for the table, and ends with MUTANT().
 */
#ifndef LOCKSTEP_MUTANT_H
#define LOCKSTEP_MUTANT_H

#include "../../reference/before.c"

struct lockstep_implementation lockstep_implementation;

/* Exports the table of `before` under another name, with changes such as `table->entry = other`. */
#define MUTANT(mutant_name, ...)                                                                   \
	__attribute__((constructor)) static void make_table(void)                                  \
	{                                                                                          \
		struct lockstep_implementation *const table = &lockstep_implementation;            \
                                                                                                   \
		*table = lockstep_before;                                                          \
		table->name = (mutant_name);                                                       \
		table->summary = "before, with a mistake";                                         \
		table->source = __FILE__;                                                          \
		__VA_ARGS__;                                                                       \
	}

#endif
