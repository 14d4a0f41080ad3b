// SPDX-License-Identifier: GPL-2.0-only
/* A seeded bug that describes itself in words that nobody understands. */
#include "variants/vma_lock/mutants/mutant.h"

SHOWS("hang, hand")
MUTANT("says_nonsense")
