/* SPDX-License-Identifier: GPL-2.0-only */
/* Error numbers carried in pointers. */
#ifndef _LINUX_ERR_H
#define _LINUX_ERR_H

#include <linux/compiler.h>
#include <linux/types.h>

#define MAX_ERRNO 4095

static inline void *ERR_PTR(long error)
{
	return (void *)(intptr_t)error;
}
#define PTR_ERR(pointer) ((long)(intptr_t)(pointer))
#define IS_ERR(pointer) unlikely((uintptr_t)(pointer) >= (uintptr_t)-MAX_ERRNO)
#define IS_ERR_OR_NULL(pointer) (!(pointer) || IS_ERR(pointer))

#endif
