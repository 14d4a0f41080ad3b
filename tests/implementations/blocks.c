// SPDX-License-Identifier: GPL-2.0-only
/* When it is killed while it waits, it waits for something outside the kernel, as WAITS_BY says. */
#include "variants/vma_lock/mutants/mutant.h"

/* Declared here: the headers of the C library are not those of the kernel. */
unsigned int sleep(unsigned int seconds);
int pthread_mutex_lock(void *mutex);
int pipe(int ends[2]);
long read(int file, void *begin, unsigned long size);

enum way { SLEEP, MUTEX, READ };

static long mutex[16]; /* zeros: not locked */

static void wait_outside(enum way by)
{
	int ends[2];
	char byte;

	switch (by) {
	case SLEEP:
		sleep(100);
		return;
	case MUTEX:
		pthread_mutex_lock(mutex);
		pthread_mutex_lock(mutex);
		return;
	case READ:
		if (pipe(ends) == 0)
			read(ends[0], &byte, 1);
	}
}

static int start_write_blocks(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error)
		wait_outside(WAITS_BY);
	return error;
}

MUTANT("blocks", table->vma_start_write_killable = start_write_blocks)
