/* SPDX-License-Identifier: GPL-2.0-only */
/* Hints that a task gives to its processor. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <linux/compiler.h>

/*
 * For loops that spin. This is no step: the marked read in such a loop is one, and there another
 * task may run. Under a schedule that never lets another task run, the execution ends as endless,
 * as it would on a machine without preemption; a loop without a marked read ends like that under
 * any schedule.
 */
#define cpu_relax() barrier()

#endif
