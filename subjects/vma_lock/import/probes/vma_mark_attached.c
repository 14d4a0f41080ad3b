// SPDX-License-Identifier: GPL-2.0-only
/* Is there a vma_mark_attached()? */
#include "../tree.h"

typedef __typeof__(vma_mark_attached) probe;
