/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of memory control groups. */
#ifndef _LINUX_MEMCONTROL_H
#define _LINUX_MEMCONTROL_H

#endif
