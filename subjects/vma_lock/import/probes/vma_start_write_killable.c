// SPDX-License-Identifier: GPL-2.0-only
/* Is there a vma_start_write_killable()? From v6.19 on. */
#include "../tree.h"

typedef __typeof__(vma_start_write_killable) probe;
