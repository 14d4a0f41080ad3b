// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

// Files that every page holds, as they were when the command was built.
namespace lockstep {

/// colours.css, page.css and space_time.css
std::string_view html_style();

/// page.js
std::string_view html_script();

}  // namespace lockstep
