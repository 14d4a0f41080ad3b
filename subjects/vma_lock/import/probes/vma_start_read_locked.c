// SPDX-License-Identifier: GPL-2.0-only
/* Is there a vma_start_read_locked()? */
#include "../tree.h"

typedef __typeof__(vma_start_read_locked) probe;
