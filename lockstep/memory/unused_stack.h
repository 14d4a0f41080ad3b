// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// Overwrites what lies below the caller on its stack, as far as the frames of a few calls reach.
/// Functions that are called next have their variables there. Does nothing that counts with
/// AddressSanitizer, which keeps variables elsewhere.
void fill_unused_stack(std::uint8_t byte);

}  // namespace lockstep
