/* SPDX-License-Identifier: GPL-2.0-only */
/* What a task tells the processor that it runs on. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <linux/compiler.h>

/*
 * For loops that spin. No step: the marked read in such a loop is one, and there another task may
 * go on. Under a schedule that never lets one, the execution ends as an endless one, as it would on
 * a machine without preemption; a loop without a marked read ends so under any.
 */
#define cpu_relax() barrier()

#endif
