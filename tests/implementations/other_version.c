// SPDX-License-Identifier: GPL-2.0-only
/* Has a version that is not, and never will be, the tool's own. */
#include <abi/implementation.h>

const struct lockstep_implementation lockstep_implementation = {
	.abi_version = 99,
	.name = "other_version",
};
