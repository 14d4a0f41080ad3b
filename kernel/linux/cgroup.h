/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of control groups. */
#ifndef _LINUX_CGROUP_H
#define _LINUX_CGROUP_H

#endif
