// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/report/html/html_text.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

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

}  // namespace lockstep
