// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/implementation.h"

/// Calls that an implementation must not make, for tests. Each has the type of write_data.
namespace lockstep::crashing {

void dereference_null(vm_area_struct* vma);
void call_null(vm_area_struct* vma);
void divide_by_zero(vm_area_struct* vma);
void abort(vm_area_struct* vma);
void trap(vm_area_struct* vma);
void exit(vm_area_struct* vma);
void exit_at_once(vm_area_struct* vma);
void wait_outside(vm_area_struct* vma);
void wait_in_executable(vm_area_struct* vma);  ///< without a call of the C library
void overflow_stack(vm_area_struct* vma);
void loop_without_steps(vm_area_struct* vma);
void loop_with_steps(vm_area_struct* vma);
void sleep_for_ever(vm_area_struct* vma);

}  // namespace lockstep::crashing
