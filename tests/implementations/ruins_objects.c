// SPDX-License-Identifier: GPL-2.0-only
/* When it is killed while it waits, it writes what HARM says, into the objects or next to them. */
#include "variants/vma_lock/mutants/mutant.h"

void *malloc(unsigned long size);
void *memset(void *begin, int byte, unsigned long size);

enum harm {
	NO_MM,
	WILD_MM,
	ZEROED_VMA,
	FILLED_VMA,
	FILLED_MM,
	FILLED_TASK,
	BEFORE,
	BEHIND,
	HEAP,
	UNLOAD
};

/* A value that the compiler cannot know. */
static void *volatile somewhere;

static void fill(void *begin, int byte, unsigned long size)
{
	somewhere = begin;
	memset(somewhere, byte, size);
}

static void ruin(struct vm_area_struct *vma, enum harm harm)
{
	switch (harm) {
	case NO_MM:
		vma->vm_mm = NULL;
		return;
	case WILD_MM:
		vma->vm_mm = (struct mm_struct *)8;
		return;
	case ZEROED_VMA:
		return fill(vma, 0, sizeof(*vma));
	case FILLED_VMA:
		return fill(vma, 0xa5, sizeof(*vma));
	case FILLED_MM:
		return fill(vma->vm_mm, 0xa5, sizeof(*vma->vm_mm));
	case FILLED_TASK:
		return fill(current, 0xa5, sizeof(*current));
	case BEFORE:
		return fill((char *)vma - 8, 0xa5, 8);
	case BEHIND:
		return fill((char *)vma + 65536, 0xa5, 8);
	case HEAP:
		return fill(malloc(24), 0xa5, 64);
	case UNLOAD:
		return;
	}
}

static int start_write_ruins(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error)
		ruin(vma, HARM);
	return error;
}

__attribute__((destructor)) static void unload(void)
{
	if (HARM == UNLOAD)
		*(volatile int *)NULL = 0;
}

MUTANT("ruins_objects", table->vma_start_write_killable = start_write_ruins)
