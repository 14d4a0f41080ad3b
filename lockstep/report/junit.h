// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"

namespace lockstep {

/// A result as JUnit's XML, as CI servers read it: a test suite per variant; a finding is a
/// failure.
std::string print_junit(const Report& report);

}  // namespace lockstep
