/* SPDX-License-Identifier: GPL-2.0-only */
/* See <linux/tracepoint-defs.h>. */
#ifndef _LINUX_TRACEPOINT_H
#define _LINUX_TRACEPOINT_H

#include <linux/export.h>
#include <linux/tracepoint-defs.h>

#define EXPORT_TRACEPOINT_SYMBOL(name)
#define EXPORT_TRACEPOINT_SYMBOL_GPL(name)

#endif
