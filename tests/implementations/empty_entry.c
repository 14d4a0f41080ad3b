// SPDX-License-Identifier: GPL-2.0-only
/* Leaves out the functions under test. */
#include <abi/surroundings.h>

const struct lockstep_implementation lockstep_implementation = {
	LOCKSTEP_SURROUNDINGS,
	.name = "empty_entry",
	.summary = "surroundings only",
	.source = "tests/implementations/empty_entry.c",
};
