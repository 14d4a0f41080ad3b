// SPDX-License-Identifier: GPL-2.0-only
/* Are readers kept out by __vma_enter_exclusive_locked()? Never in a release. */
#include "../tree.h"

typedef __typeof__(__vma_enter_exclusive_locked) probe;
