// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "kernel/abi/objects.h"
#include "lockstep/exec/static_objects.h"

namespace lockstep {

/// The name of an address in the shared objects, e.g. "vma 0 vm_refcnt", or that of a static
/// variable of the implementation, "static slot", or "private memory" for one that is in none of
/// them.
std::string name_place(const lockstep_objects& objects, const StaticObjects& statics,
                       const volatile void* address);

/// The same without the object's number: "vma vm_refcnt".
std::string kind_of_place(const std::string& place);

}  // namespace lockstep
