// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"
#include "lockstep/stress/stress.h"

namespace lockstep {

/// What real threads showed, for programs, as docs/result.schema.json describes it. `head` says how
/// the command was called.
std::string print_stress_json(const StressResult& result, const Report& head);

}  // namespace lockstep
