// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "lockstep/litmus/test.h"

namespace lockstep::litmus {

/// The test is well formed, but has something that no memory model here knows, such as SRCU.
/// what(): "FILE:LINE:COLUMN: ...", like the message for a mistake.
class Unsupported : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a litmus test in the language of herd7 and klitmus7 for the kernel ("C"). `file` is for
/// messages only. Throws InputError for what is none, and Unsupported; both name the first place.
Test parse(std::string_view text, const std::string& file);

}  // namespace lockstep::litmus
