// SPDX-License-Identifier: GPL-2.0-only
/* The reference under another name, from outside of the tool. */
#include "reference/before.c"

const struct lockstep_implementation lockstep_implementation = {
	LOCKSTEP_SURROUNDINGS,
	.name = "same_as_before",
	.summary = "the reference, loaded",
	.source = "tests/implementations/same_as_before.c",
	.vma_start_write = vma_start_write,
	.vma_start_write_killable = vma_start_write_killable,
	.vma_mark_detached = vma_mark_detached,
	.enter_exclusive = enter_exclusive,
	.exit_exclusive = exit_exclusive,
};
