// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/html/space_time.h"
#include "lockstep/report/mutants_report.h"
#include "lockstep/report/report.h"

// The parts of a page, from the largest to the smallest, and the files that it holds.
namespace lockstep {

/// Findings of which more than the program is shown: a page of more takes long to open.
inline constexpr std::size_t kDrawnFindings = 20;

/// A comparison as a section of a page: verdict, claim, how far the search went, findings, notes.
/// `id` is that of the section.
Markup print_comparison_section(const ReportedComparison& comparison, std::string_view id);

/// "✗", "✓" or "?" in the colour of the verdict, which also says it to those who see no colours.
Markup print_verdict_symbol(Verdict verdict);

/// What became of seeded bugs as a section of a page: the totals, and a table with a row for each.
Markup print_mutants_section(const MutantsReport& report);

/// What a finding is called: "warning in vma_start_write_killable 0, called by writer".
Markup print_finding_name(const ReportedFinding& finding);

/// All of a finding: what each side showed, the diagram, the program, and how to replay it.
/// `id` is that of its part of the page.
Markup print_finding_article(const ReportedFinding& finding, const ComparedSides& sides,
                             std::size_t number, std::string_view id);

/// What each side showed at the point where they differ, as a table.
Markup print_shown(const ReportedFinding& finding, const ComparedSides& sides);

/// What the same cause shows, too, as a list; nothing if there is nothing.
Markup print_siblings(const ReportedFinding& finding);

/// The program in its text form.
Markup print_program_text(const Program& program);

/// A diagram as a grid: a column per task, a row per event, each operation something to point at or
/// to move the focus to, which shows its values. `id` is unique in the page.
Markup draw_space_time(const SpaceTime& diagram, std::string_view id);

/// What was seen when an operation returned, on both sides; null for one that never made it.
Markup print_values(const SpaceTime& diagram, const SpaceTimeOperation* reference,
                    const SpaceTimeOperation* variant);

/// The same for all operations, as one table.
Markup print_all_values(const SpaceTime& diagram);

/// colours.css, page.css and space_time.css
std::string_view html_style();

/// page.js
std::string_view html_script();

}  // namespace lockstep
