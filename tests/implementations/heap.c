// SPDX-License-Identifier: GPL-2.0-only
/* Keeps something on the heap while it write-locks a VMA, and is wrong in one of many ways. */
#include <stdlib.h>
#include <string.h>

#include "variants/vma_lock/mutants/mutant.h"

#define WELL 1	      /* nothing is wrong */
#define LEAKS 2	      /* if it is killed */
#define FREES_TWICE 3 /* if it is killed */
#define READS_FREED 4
#define OVERRUNS 5
#define FREES_INSIDE 6
#define READS_UNWRITTEN 7
#define KEEPS 8	    /* what it can still find: that is no leak */
#define PUBLISHES 9 /* to other tasks, without any order */
#define FORGETS 11  /* what a read that failed has allocated */
#define OUTLIVED 12 /* marked reads of what a writer gives back */
#define COPIES 10   /* into what all tasks share, by a function of the C library */

struct request {
	struct vm_area_struct *vma;
	int error;
};

#if HOW == KEEPS || HOW == PUBLISHES
static struct request *latest;
#endif

/* Compilers leave out what nobody can notice. */
static struct request *hidden(struct request *request)
{
	__asm__ volatile("" : "+r"(request) : : "memory");
	return request;
}

static int use(struct request *request)
{
	const int error = vma_start_write_killable(request->vma);

#if HOW == READS_UNWRITTEN
	return error || request->error == -1 ? -EINTR : 0;
#else
	request->error = error;
	return error;
#endif
}

static int start_write_from_heap(struct vm_area_struct *vma)
{
	struct request *request = hidden(malloc(sizeof(*request)));
	struct request *const kept = hidden(request);
	int error;

#if HOW == PUBLISHES
	struct request *const before = latest;

	latest = request;
	if (before && before->error)
		request->error = 0;
#elif HOW == KEEPS
	if (!READ_ONCE(latest))
		WRITE_ONCE(latest, hidden(malloc(sizeof(*latest))));
#endif
	request->vma = vma;
	error = use(request);
#if HOW == LEAKS
	if (error)
		return error;
#elif HOW == FREES_TWICE
	if (error)
		free(hidden(request));
#elif HOW == OVERRUNS
	hidden(request)[1].error = error;
#elif HOW == FREES_INSIDE
	request = hidden((struct request *)&request->error);
#endif
	free(request);
#if HOW == READS_FREED
	error = *(volatile int *)&kept->error;
#else
	(void)kept;
#endif
	return error;
}

static char names[256];

static struct vm_area_struct *start_read_copies(struct mm_struct *mm, struct vm_area_struct *vma)
{
	char *const name = malloc(sizeof(names));

	memset(name, 'r', sizeof(names));
	memcpy(hidden((struct request *)names), hidden((struct request *)name), sizeof(names));
	free(name);
	return vma_start_read(mm, vma);
}

static struct vm_area_struct *start_read_forgets(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct request *const request = hidden(malloc(sizeof(*request)));
	struct vm_area_struct *const locked = vma_start_read(mm, vma);

	if (!IS_ERR_OR_NULL(locked))
		free(request);
	return locked;
}

static struct request *published;

static struct vm_area_struct *start_read_looks(struct mm_struct *mm, struct vm_area_struct *vma)
{
	const struct request *const request = READ_ONCE(published);

	if (request)
		(void)READ_ONCE(request->error);
	return vma_start_read(mm, vma);
}

static int start_write_publishes(struct vm_area_struct *vma)
{
	struct request *const request = hidden(calloc(1, sizeof(*request)));
	int error;

	smp_store_release(&published, request);
	error = vma_start_write_killable(vma);
	WRITE_ONCE(published, NULL);
	free(request);
	return error;
}

MUTANT("heap", table->vma_start_write_killable = start_write_from_heap;
       if (HOW == COPIES) table->vma_start_read = start_read_copies;
       if (HOW == FORGETS) table->vma_start_read = start_read_forgets;
       if (HOW == OUTLIVED) table->vma_start_read = start_read_looks;
       if (HOW == OUTLIVED) table->vma_start_write_killable = start_write_publishes)
