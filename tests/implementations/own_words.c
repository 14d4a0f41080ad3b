// SPDX-License-Identifier: GPL-2.0-only
/* Uses the words of the compiler and of C for what the kernel has words of its own. */
#include "variants/vma_lock/mutants/mutant.h"

#define ATOMICS 1 /* nothing is wrong */
#define RELAXED 2 /* a reader leaves without release */
#define SPINS 3	  /* readers are counted under a lock of its own */
#define LEAVES 4  /* that lock is left too early */
#define COUNTS 5  /* every third killable write-lock fails */

#if HOW == RELAXED
#define ORDER __ATOMIC_RELAXED
#else
#define ORDER __ATOMIC_ACQ_REL
#endif

static _Atomic unsigned int looks;
static int lock;
static struct {
	unsigned int readers, most;
} counted;

static void count_reader(void)
{
	while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE))
		continue;
	if (HOW == LEAVES)
		__atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
	if (++counted.readers > counted.most)
		counted.most = counted.readers;
	if (HOW != LEAVES)
		__atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
}

static struct vm_area_struct *start_read_counted(struct mm_struct *mm, struct vm_area_struct *vma)
{
	if (HOW == SPINS || HOW == LEAVES)
		count_reader();
	else
		++looks;
	return vma_start_read(mm, vma);
}

static void end_read_by_builtins(struct vm_area_struct *vma)
{
	struct mm_struct *const mm = vma->vm_mm;
	int left;

	__vma_lockdep_release_read(vma);
	left = __atomic_sub_fetch(&vma->vm_refcnt.refs.counter, 1, ORDER);
	if (left != 0 && __vma_are_readers_excluded(left))
		rcuwait_wake_up(&mm->vma_writer_wait);
}

static int start_write_counted(struct vm_area_struct *vma)
{
	static unsigned int calls;

	if (HOW == COUNTS && ++calls % 3 == 0)
		return -EINTR;
	return vma_start_write_killable(vma);
}

MUTANT("own_words", table->vma_start_read = start_read_counted;
       table->vma_end_read = end_read_by_builtins;
       table->vma_start_write_killable = start_write_counted)
