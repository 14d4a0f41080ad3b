// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

/// Findings of which more than the program is shown: a page of more takes long to open.
inline constexpr std::size_t kDrawnFindings = 20;

/// A comparison as a section of a page: verdict, claim, how far the search went, findings, notes.
/// `id` is that of the section.
Markup print_comparison_section(const ReportedComparison& comparison, std::string_view id);

/// "✗", "✓" or "?" in the colour of the verdict, which also says it to those who see no colours.
Markup print_verdict_symbol(Verdict verdict);

}  // namespace lockstep
