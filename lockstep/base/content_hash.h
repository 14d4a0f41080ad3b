// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

/// 128 bits in hexadecimal that tell whether some content, such as that of a file, is still the
/// same: the same in every build. Not against those who want them to be. Linear in its size.
std::string content_hash(std::string_view content);

}  // namespace lockstep
