/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For implementations that are `before` with one mistake. A file defines what before.c is to see
 * instead of the kernel's own, includes this, and ends with REPLACE().
 */
#ifndef LOCKSTEP_TESTS_REPLACED_H
#define LOCKSTEP_TESTS_REPLACED_H

#include "../../reference/before.c"

struct lockstep_implementation lockstep_implementation;

/* Exports the table of `before` under another name, with one entry replaced. */
#define REPLACE(new_name, entry, function)                                                         \
	__attribute__((constructor)) static void make_table(void)                                  \
	{                                                                                          \
		lockstep_implementation = lockstep_before;                                         \
		lockstep_implementation.name = new_name;                                           \
		lockstep_implementation.summary = "before, with a mistake";                        \
		lockstep_implementation.entry = function;                                          \
	}

#endif
