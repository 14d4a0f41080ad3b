// SPDX-License-Identifier: GPL-2.0-only
/*
 * A write lock that detaches the VMA as readers are let in again does not warn.
 */
#define LOST_WARNING "__vma_exit_exclusive_locked(vma)"
#include "lost_warning.h"

SHOWS_OUT_OF_CONTRACT("warning")
MUTANT("write_lock_warning_lost")
