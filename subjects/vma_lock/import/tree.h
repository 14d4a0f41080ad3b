/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files of a kernel tree, unchanged, as glue.c and the probes include them. The tree's
 * include/linux/mmap_lock.h comes before ours on the include path, so whatever is included here may
 * use nothing that only ours has.
 */
#ifndef LOCKSTEP_IMPORT_TREE_H
#define LOCKSTEP_IMPORT_TREE_H

/* What a kernel build gives to every file. */
#include <linux/kconfig.h>
#pragma GCC diagnostic error "-Wimplicit-function-declaration"
#pragma GCC diagnostic error "-Wimplicit-int"
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#pragma GCC diagnostic error "-Wint-conversion"
#pragma GCC diagnostic error "-Wreturn-type"

/* The tree's mmap_lock.h declares rcuwait_wake_up() again, which C allows after its definition. */
#include <linux/rcuwait.h>

#include "mm/mmap_lock.c"

/*
 * In v6.15 the lock is in mm/memory.c and include/linux/mm.h, of which the import cuts it out. The
 * latter's part is in a file of that name, and starts with #include_next <linux/mm.h>.
 */
#if __has_include("mm/memory.c")
#include "mm/memory.c"
#endif

#endif
