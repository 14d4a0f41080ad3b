// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/html/space_time.h"

namespace lockstep {

/// What was seen when an operation returned, on both sides; null for one that never made it.
Markup print_values(const SpaceTime& diagram, const SpaceTimeOperation* reference,
                    const SpaceTimeOperation* variant);

/// The same for all operations, as one table.
Markup print_all_values(const SpaceTime& diagram);

/// A side's operation with this place in the program; null if it has none.
const SpaceTimeOperation* find_operation_at(const SpaceTimeSide& side, unsigned task,
                                            unsigned index);

}  // namespace lockstep
