/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The error numbers that the locks use, EINTR and EAGAIN among them: those of the host. The host's
 * own <errno.h> includes a <linux/errno.h> too, so this file must have all that the host's has.
 */
#ifndef LOCKSTEP_LINUX_ERRNO_H
#define LOCKSTEP_LINUX_ERRNO_H

#include_next <linux/errno.h>

/* Error numbers that users of the kernel never see: waits that a signal ended return them. */
#define ERESTARTSYS 512
#define ERESTARTNOINTR 513
#define ERESTARTNOHAND 514

#endif
