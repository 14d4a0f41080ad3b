// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/explore_report.h"
#include "lockstep/report/report.h"

namespace lockstep {

/// An exploration for programs, as docs/result.schema.json describes it. `head` says how the
/// command was called.
std::string print_explore_json(const ExploreReport& report, const Report& head);

}  // namespace lockstep
