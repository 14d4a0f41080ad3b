// SPDX-License-Identifier: GPL-2.0-only
/* As they were before a table could lack operations: what follows the version is not looked at. */
#include <abi/implementation.h>

const struct lockstep_implementation lockstep_implementation = {
	.abi_version = 1,
	.name = "version_one",
};
