/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes `before` with a rewrite that takes other steps and changes nothing for its callers. Used
 * like mutant.h; the file ends with HARMLESS().
 */
#ifndef LOCKSTEP_HARMLESS_H
#define LOCKSTEP_HARMLESS_H

#include "../../../reference/vma_lock/before.c"

#define MUTATED_TABLE lockstep_before
#define MUTATED_SUMMARY "before, rewritten without harm"
#include "../mutants/mutant.h"

/* One line says why nobody can tell the difference; the rest is what changes in the table. */
#define HARMLESS(rewrite_name, because, ...) EQUIVALENT(because) MUTANT(rewrite_name, __VA_ARGS__)

#endif
