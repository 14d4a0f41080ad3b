/* SPDX-License-Identifier: GPL-2.0-only */
/* Included by kernel files; the lock uses nothing of exception tables. */
#ifndef _LINUX_EXTABLE_H
#define _LINUX_EXTABLE_H

#endif
