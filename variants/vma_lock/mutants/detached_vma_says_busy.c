// SPDX-License-Identifier: GPL-2.0-only
/*
 * A reader cannot tell a detached VMA from one that is write-locked.
 * Up to v9 of "mm: replace vm_lock and detached flag with a reference count";
 * 20250213224655.1680278-13-surenb@google.com lists the change.
 */
#define NOT_RAISED(old) NULL
#include "start_read.h"

SHOWS("return code")
MUTANT("detached_vma_says_busy", table->vma_start_read = start_read)
