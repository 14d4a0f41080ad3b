/* SPDX-License-Identifier: GPL-2.0-only */
/* The error numbers that the locks use. */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#define EINTR 4
#define EAGAIN 11

#endif
