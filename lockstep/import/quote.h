// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

#include "lockstep/base/quote.h"

namespace lockstep {

/// As a string literal of C, quotes included. What is not printable ASCII is written in octal.
std::string c_string_literal(std::string_view text);

}  // namespace lockstep
