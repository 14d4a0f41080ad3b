// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/reported_comparison.h"
#include "lockstep/report/text_style.h"

namespace lockstep {

/// A comparison for a terminal of kReportWidth columns: claim, verdict, findings, notes, and how
/// far the search went. Of many findings the first are shown in full.
std::string print_comparison(const ReportedComparison& comparison, const TextStyle& style);

/// The claim, in the first lines of a report.
std::string print_claim(const ComparedSides& sides);

/// "warning, reachable, fingerprint ..."
std::string print_title(const ReportedFinding& finding);

/// All there is to say about a finding below its title: where, what each side showed, how it was
/// found, the reproducer, both interleavings, and how to replay it.
std::string print_finding(const ReportedFinding& finding, const ComparedSides& sides,
                          const TextStyle& style);

}  // namespace lockstep
