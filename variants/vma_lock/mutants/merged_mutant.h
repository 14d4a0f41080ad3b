/* SPDX-License-Identifier: GPL-2.0-only */
/* Like mutant.h, but the mistake is made in the form of the patch that was merged. */
#ifndef LOCKSTEP_MERGED_MUTANT_H
#define LOCKSTEP_MERGED_MUTANT_H

#include "../merged.c"

#define MUTATED_TABLE lockstep_merged
#define MUTATED_SUMMARY "merged, with a mistake"
#include "mutant.h"

#endif
