// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// What variables of operations hold that were never written. An implementation that reads none of
/// them does the same in all of these.
enum class Uninitialised : std::uint8_t {
  kAsLeft,  ///< what calls before have left there, above a byte that is neither of those below
  kOnes,    ///< every bit set: each time the engine is left, the unused part of the stack is filled
  kZeros,   ///< the same, with no bit set
};

constexpr std::uint8_t filling_of(Uninitialised uninitialised) {
  switch (uninitialised) {
    case Uninitialised::kAsLeft:
      break;
    case Uninitialised::kOnes:
      return 0xff;
    case Uninitialised::kZeros:
      return 0;
  }
  return 0xaa;
}

}  // namespace lockstep
