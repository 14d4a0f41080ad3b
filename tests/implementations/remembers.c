// SPDX-License-Identifier: GPL-2.0-only
/* Has a state that outlives the execution: every fifth write-lock is said to have been interrupted.
 */
#include "variants/mutants/mutant.h"

static int start_write_counted(struct vm_area_struct *vma)
{
	static unsigned int calls;
	const int error = vma_start_write_killable(vma);

	return ++calls % 5 == 0 ? -EINTR : error;
}

MUTANT("remembers", table->vma_start_write_killable = start_write_counted)
