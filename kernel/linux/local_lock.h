/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of per-CPU locks. */
#ifndef _LINUX_LOCAL_LOCK_H
#define _LINUX_LOCAL_LOCK_H

#endif
