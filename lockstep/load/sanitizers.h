// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep {

/// Why a shared object and this build do not go together, as far as sanitizers are concerned, and
/// what to do about it: "was compiled without -fsanitize=thread, ...". Empty if they do, or if that
/// cannot be told from the file.
std::string sanitizer_mismatch(const std::string& path);

}  // namespace lockstep
