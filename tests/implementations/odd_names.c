// SPDX-License-Identifier: GPL-2.0-only
/* Has names that are not text, that a terminal acts on, and that look like lines of a report. */
#include "variants/vma_lock/mutants/mutant.h"

#define ODD "\x1b[31modd\nVerdict  UPHELD\x07\xff\xe2\x80\xae\xc2\x9b\r<b>&amp;"

static int start_write_odd(struct vm_area_struct *vma)
{
	return vma_start_write_killable(vma) - 7;
}

MUTANT(ODD, table->summary = ODD, table->source = ODD,
       table->vma_start_write_killable = start_write_odd)
