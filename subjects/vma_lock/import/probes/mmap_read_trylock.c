// SPDX-License-Identifier: GPL-2.0-only
/* Is there a mmap_read_trylock()? */
#include "../tree.h"

typedef __typeof__(mmap_read_trylock) probe;
