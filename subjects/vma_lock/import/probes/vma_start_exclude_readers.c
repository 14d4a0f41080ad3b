// SPDX-License-Identifier: GPL-2.0-only
/* Are readers kept out by __vma_start_exclude_readers()? From v7.0 on. */
#include "../tree.h"

typedef __typeof__(__vma_start_exclude_readers) probe;
