// SPDX-License-Identifier: GPL-2.0-only
/*
 * A wait that fails, and then finds the VMA detached although no task wanted that, does not warn.
 */
#define LOST_WARNING "!detaching"
#include "lost_warning.h"

SHOWS_OUT_OF_CONTRACT("warning")
MUTANT("failed_wait_warning_lost")
