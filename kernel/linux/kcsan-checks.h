/* SPDX-License-Identifier: GPL-2.0-only */
/* Assertions for the kernel's own race detector. ThreadSanitizer looks for the same races itself.
 */
#ifndef _LINUX_KCSAN_CHECKS_H
#define _LINUX_KCSAN_CHECKS_H

#define ASSERT_EXCLUSIVE_WRITER(variable) ((void)sizeof(variable))
#define ASSERT_EXCLUSIVE_ACCESS(variable) ((void)sizeof(variable))

#endif
