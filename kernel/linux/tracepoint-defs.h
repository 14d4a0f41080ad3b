/* SPDX-License-Identifier: GPL-2.0-only */
/* Tracepoints, which are never enabled: what they would trace is observed anyway. */
#ifndef _LINUX_TRACEPOINT_DEFS_H
#define _LINUX_TRACEPOINT_DEFS_H

#include <linux/types.h>

#define DECLARE_TRACEPOINT(name) extern struct tracepoint __tracepoint_##name
#define tracepoint_enabled(name) false

#endif
