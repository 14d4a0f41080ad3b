/* SPDX-License-Identifier: GPL-2.0-only */
/* Nothing is exported to modules: there are none. */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#define EXPORT_SYMBOL(symbol)
#define EXPORT_SYMBOL_GPL(symbol)

#endif
