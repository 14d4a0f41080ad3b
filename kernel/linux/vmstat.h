/* SPDX-License-Identifier: GPL-2.0-only */
/* Event counters, which decide nothing. */
#ifndef _LINUX_VMSTAT_H
#define _LINUX_VMSTAT_H

#include <linux/vm_event_item.h>

#define count_vm_event(item) ((void)(item))
#define count_vm_vma_lock_event(item) count_vm_event(item)

#endif
