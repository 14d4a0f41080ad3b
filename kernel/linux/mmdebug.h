/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Checks that exist only with CONFIG_DEBUG_VM. Without it the condition is not evaluated. A
 * VM_BUG_ON() is reported as an assertion, and the execution goes on: this shows more than the
 * crash that the kernel would make of it.
 */
#ifndef _LINUX_MMDEBUG_H
#define _LINUX_MMDEBUG_H

#include <linux/bug.h>

#define lockstep_debug_vm_warning(kind, condition, text)                                           \
	lockstep_warning(kind, lockstep_debug_vm() && (condition), text)

#define VM_WARN_ON_ONCE(condition)                                                                 \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)
#define VM_WARN_ON(condition)                                                                      \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)
#define VM_WARN_ONCE(condition, ...)                                                               \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)
#define VM_WARN(condition, ...)                                                                    \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)

/* The kernel prints the VMA or the mm, too. */
#define VM_WARN_ON_ONCE_VMA(condition, vma)                                                        \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)
#define VM_WARN_ON_VMA(condition, vma)                                                             \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)
#define VM_WARN_ON_ONCE_MM(condition, mm)                                                          \
	lockstep_debug_vm_warning(LOCKSTEP_VM_WARN_ON_ONCE, condition, #condition)

#define VM_BUG_ON(condition) lockstep_debug_vm_warning(LOCKSTEP_ASSERTION, condition, #condition)
#define VM_BUG_ON_VMA(condition, vma)                                                              \
	lockstep_debug_vm_warning(LOCKSTEP_ASSERTION, condition, #condition)
#define VM_BUG_ON_MM(condition, mm)                                                                \
	lockstep_debug_vm_warning(LOCKSTEP_ASSERTION, condition, #condition)

#endif
