// SPDX-License-Identifier: GPL-2.0-only
/* Prints to standard output, with and without a buffer, when it is loaded and when it is run. */
#include <stdio.h>
#include <unistd.h>

#include "variants/vma_lock/mutants/mutant.h"

static void print(const char *what)
{
	printf("%s\n", what);
	if (write(STDOUT_FILENO, "past the buffer\n", 16) != 16)
		__builtin_trap();
}

static void read_lock_and_print(struct mm_struct *mm)
{
	print("in a call");
	mmap_read_lock(mm);
}

MUTANT("prints", print("while it is loaded"), table->mmap_read_lock = read_lock_and_print)
