// SPDX-License-Identifier: GPL-2.0-only
/* Is there a vma_end_write_all()? */
#include "../tree.h"

typedef __typeof__(vma_end_write_all) probe;
