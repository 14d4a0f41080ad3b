// SPDX-License-Identifier: GPL-2.0-only
#include <abi/objects.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The objects lie between pages that nobody may touch: code under test that writes in front of them
 * or far behind them crashes, and damages nothing else. All of this is heap memory, so that
 * ThreadSanitizer need not search for what it is when it reports a race.
 */
#define GUARD ((size_t)1 << 17)

static size_t page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

static size_t guarded_size(void)
{
	const size_t page = page_size();

	return GUARD + (lockstep_objects_size() + page - 1) / page * page + GUARD;
}

static bool protect_guards(char *memory, int protection)
{
	return mprotect(memory, GUARD, protection) == 0 &&
	       mprotect(memory + guarded_size() - GUARD, GUARD, protection) == 0;
}

struct lockstep_objects *lockstep_objects_create(void)
{
	char *const memory = (char *)aligned_alloc(page_size(), guarded_size());

	if (!memory)
		return NULL;
	memset(memory, 0, guarded_size());
	if (!protect_guards(memory, PROT_NONE)) {
		free(memory);
		return NULL;
	}
	return (struct lockstep_objects *)(memory + GUARD);
}

void lockstep_objects_destroy(struct lockstep_objects *objects)
{
	char *const memory = (char *)objects - GUARD;

	if (protect_guards(memory, PROT_READ | PROT_WRITE))
		free(memory);
}

bool lockstep_objects_contain(const struct lockstep_objects *objects, const volatile void *address)
{
	return (uintptr_t)address - (uintptr_t)objects < lockstep_objects_size();
}
