/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An implementation as the engine sees it: one plain-C table of functions. This is the other half
 * of the seam, and all that a shared object given to --variant has to export, under the name
 * `lockstep_implementation`. Each subject has a table of its own, struct lockstep_implementation,
 * which begins with the members abi_version, wait_states, name, summary and source, in this order.
 */
#ifndef LOCKSTEP_ABI_IMPLEMENTATION_H
#define LOCKSTEP_ABI_IMPLEMENTATION_H

#define LOCKSTEP_ABI_VERSION 4u

/* The states in which calls that take one can wait, as bits: for a table's wait_states. */
#define LOCKSTEP_WAIT_UNINTERRUPTIBLE 0x1u
#define LOCKSTEP_WAIT_KILLABLE 0x2u
#define LOCKSTEP_WAIT_INTERRUPTIBLE 0x4u
#define LOCKSTEP_WAIT_ANY 0x7u

/*
 * The header with the subject's table, and with the type lockstep_section: what is kept for a task
 * from one call on an object to its next one. By default, it is the VMA lock's.
 */
#ifdef LOCKSTEP_TABLE
#include LOCKSTEP_TABLE
#else
#include "vma_table.h"
#endif

#endif
