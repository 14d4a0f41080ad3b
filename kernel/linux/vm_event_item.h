/* SPDX-License-Identifier: GPL-2.0-only */
/* The events that the VMA lock counts. */
#ifndef _LINUX_VM_EVENT_ITEM_H
#define _LINUX_VM_EVENT_ITEM_H

enum vm_event_item {
	VMA_LOCK_SUCCESS,
	VMA_LOCK_ABORT,
	VMA_LOCK_RETRY,
	VMA_LOCK_MISS,
};

#endif
