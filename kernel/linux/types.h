/* SPDX-License-Identifier: GPL-2.0-only */
/* Basic types of kernel code, and those of the host, whose own headers ask for <linux/types.h>. */
#ifndef LOCKSTEP_LINUX_TYPES_H
#define LOCKSTEP_LINUX_TYPES_H

#include_next <linux/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t s32;
typedef int64_t s64;

typedef struct {
	int counter;
} atomic_t;

#endif
