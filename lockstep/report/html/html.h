// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"

namespace lockstep {

/// A result as one page that needs nothing else: verdict, how far the search went, each finding
/// with a space-time diagram of both sides, its program and how to replay it.
std::string print_html(const Report& report);

}  // namespace lockstep
