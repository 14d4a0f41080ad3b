// SPDX-License-Identifier: GPL-2.0-only
/* Are readers kept out by __vma_enter_locked()? Up to v6.19. */
#include "../tree.h"

typedef __typeof__(__vma_enter_locked) probe;
