// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/mutants_report.h"

namespace lockstep {

/// What became of seeded bugs as a section of a page: the totals, and a table with a row for each.
Markup print_mutants_section(const MutantsReport& report);

}  // namespace lockstep
