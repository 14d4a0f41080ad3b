// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "kernel/abi/objects.h"

namespace lockstep {

/// The name of an address in the shared objects, e.g. "vma 0 vm_refcnt", or "private memory" for
/// one that is in none of them, such as a variable of the implementation's own.
std::string name_place(const lockstep_objects& objects, const volatile void* address);

}  // namespace lockstep
