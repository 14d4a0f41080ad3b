// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tasks share static variables. Every second one to try gets mmap_lock for reading: who tries looks
 * at how often that was done, and counts itself; two of them may look before either counts.
 */
#include "variants/vma_lock/mutants/mutant.h"

/* Known to tests by these names. */
extern unsigned int lockstep_test_tries;
extern unsigned char lockstep_test_bytes[13];
extern unsigned int lockstep_test_numbered __asm__("lockstep_test_numbered.5");
extern const unsigned int lockstep_test_constant;

unsigned int lockstep_test_tries = 7;
unsigned char lockstep_test_bytes[13];
unsigned int lockstep_test_numbered;
const unsigned int lockstep_test_constant = 7;

static bool try_every_second_time(struct mm_struct *mm)
{
	const unsigned int tries = READ_ONCE(lockstep_test_tries);

	WRITE_ONCE(lockstep_test_tries, tries + 1);
	return tries % 2 == 1 && mmap_read_trylock(mm);
}

/* Nobody sees these. */
static bool count_and_try(struct mm_struct *mm)
{
	static unsigned int calls;

	WRITE_ONCE(calls, READ_ONCE(calls) + 1);
	return mmap_write_trylock(mm);
}

MUTANT("static_variables", table->mmap_read_trylock = try_every_second_time;
       table->mmap_write_trylock = count_and_try)
