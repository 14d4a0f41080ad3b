/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The configuration that kernel files are compiled for. What is chosen when an execution starts,
 * CONFIG_DEBUG_VM and CONFIG_LOCKDEP, is defined here, so that code under #ifdef is there; the
 * primitives that it calls, and IS_ENABLED(), ask for the choice at run time. IS_ENABLED() of those
 * two is not a constant, and is an error in #if.
 */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

#include <abi/engine.h>

#define CONFIG_MMU 1
#define CONFIG_SMP 1
#define CONFIG_64BIT 1
#define CONFIG_PER_VMA_LOCK 1

#define CONFIG_DEBUG_VM 1
#define LOCKSTEP_AT_RUN_TIME_CONFIG_DEBUG_VM ~, lockstep_debug_vm()

#define CONFIG_LOCKDEP 1
#define CONFIG_DEBUG_LOCK_ALLOC 1
#define CONFIG_PROVE_LOCKING 1
#define LOCKSTEP_AT_RUN_TIME_CONFIG_LOCKDEP ~, lockstep_lockdep()
#define LOCKSTEP_AT_RUN_TIME_CONFIG_DEBUG_LOCK_ALLOC ~, lockstep_lockdep()
#define LOCKSTEP_AT_RUN_TIME_CONFIG_PROVE_LOCKING ~, lockstep_lockdep()

/* The second of its arguments: names that expand to `~, value` get their value picked. */
#define LOCKSTEP_PICK(...) LOCKSTEP_PICK_SECOND(__VA_ARGS__, ~)
#define LOCKSTEP_PICK_SECOND(first, second, ...) second

/* 1 if the option is defined as 1, otherwise 0. */
#define LOCKSTEP_ONE_1 ~, 1
#define LOCKSTEP_IS_ONE(value) LOCKSTEP_IS_ONE_EXPANDED(value)
#define LOCKSTEP_IS_ONE_EXPANDED(value) LOCKSTEP_PICK(LOCKSTEP_ONE_##value, 0)

#define IS_ENABLED(option) LOCKSTEP_PICK(LOCKSTEP_AT_RUN_TIME_##option, LOCKSTEP_IS_ONE(option))
#define IS_BUILTIN(option) IS_ENABLED(option)
#define IS_REACHABLE(option) IS_ENABLED(option)

#endif
