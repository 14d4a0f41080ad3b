// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"

namespace lockstep {

/// A result for programs, as docs/report.schema.json describes it.
std::string print_json(const Report& report);

}  // namespace lockstep
