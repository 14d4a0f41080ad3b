// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

/// A mail (RFC 2045) without the content of its parts that are HTML. They repeat what the plain
/// parts say, and git would take a diff in them for a second one. Linear.
std::string without_html(std::string_view mail);

}  // namespace lockstep
