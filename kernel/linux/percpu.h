/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of per-CPU variables. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#endif
