// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/html/space_time.h"

namespace lockstep {

/// A diagram as a grid: a column per task, a row per event, each operation something to point at or
/// to move the focus to, which shows its values. `id` is unique in the page.
Markup draw_space_time(const SpaceTime& diagram, std::string_view id);

}  // namespace lockstep
