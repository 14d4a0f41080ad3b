/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of mutexes. */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#endif
