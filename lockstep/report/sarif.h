// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"

namespace lockstep {

/// A result as SARIF 2.1.0, as code scanning reads it: a finding is a result with its lines on both
/// sides and the interleaving as a code flow.
std::string print_sarif(const Report& report);

}  // namespace lockstep
