/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of CPUs. */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#endif
