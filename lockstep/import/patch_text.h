// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

/// What the content of a patch file is that is neither a diff nor a mail, for messages: "compressed
/// by gzip", "an HTML page". Empty if it may be one of these.
std::string_view what_is_no_patch(std::string_view content);

/// Whether it is a diff by itself. It would pass for a mail without a header, and lose what looks
/// like one.
bool is_plain_diff(std::string_view content);

/// The content as git takes it: without a byte order mark, and without carriage returns if every
/// line ends with one.
std::string_view without_byte_order_mark(std::string_view content);
std::string without_carriage_returns(std::string_view content);

}  // namespace lockstep
