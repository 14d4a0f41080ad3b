// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/import/kernel_sources.h"

namespace lockstep {

/// Adds to the files of one side what they include, directly or through each other, that is in its
/// tree and neither in that of the other side nor in kernel/: what a patch adds or removes is taken
/// as it is. Throws InputError if such a file cannot be read.
void take_own_headers(KernelSources& sources, const KernelSources& other);

}  // namespace lockstep
