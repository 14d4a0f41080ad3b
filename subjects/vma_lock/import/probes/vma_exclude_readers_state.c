// SPDX-License-Identifier: GPL-2.0-only
/* Does a struct carry what the exclusive section needs to know? From v7.0 on. */
#include "../tree.h"

static const struct vma_exclude_readers_state probe = {
	.vma = NULL, .state = 0, .detaching = false, .detached = false, .exclusive = false};
