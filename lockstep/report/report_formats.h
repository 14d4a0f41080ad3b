// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lockstep/report/report.h"
#include "lockstep/report/text_layout.h"

// The formats of a result, and the functions that write them.
namespace lockstep {

/// What a result can be printed as.
enum class ReportFormat : std::uint8_t {
  kText,   ///< for a terminal
  kMail,   ///< for a reply on a mailing list
  kHtml,   ///< one self-contained page
  kJson,   ///< for programs; docs/report.schema.json
  kJunit,  ///< for CI servers: JUnit's XML
  kSarif,  ///< for code scanning: SARIF 2.1.0
};

/// Their names, in the order of the formats.
std::span<const std::string_view> report_format_names();

/// The result in a format. The style is that of the terminal, for text.
std::string print_report(const Report& report, ReportFormat format, const TextStyle& style);

// Text for a terminal

/// A comparison for a terminal of kReportWidth columns: claim, verdict, findings, notes, and how
/// far the search went. Of many findings the first are shown in full.
std::string print_comparison(const ReportedComparison& comparison, const TextStyle& style);

/// A replay for a terminal: the interleavings side by side, and the differences.
std::string print_replay(const ReportedComparison& comparison, const TextStyle& style);

/// The claim, in the first lines of a report.
std::string print_claim(const ComparedSides& sides);

/// "warning, reachable, fingerprint ..."
std::string print_title(const ReportedFinding& finding);

/// All there is to say about a finding below its title: where, what each side showed, how it was
/// found, the reproducer, both interleavings, and how to replay it.
std::string print_finding(const ReportedFinding& finding, const ComparedSides& sides,
                          const TextStyle& style);

// The other formats

/// A result as plain text of at most 72 columns, to paste into a reply on a mailing list: the
/// claim, the verdict, each finding as a numbered story, how it was found, what was covered, how to
/// reproduce it.
std::string print_mail(const Report& report);

/// A result as one page that needs nothing else: verdict, how far the search went, each finding
/// with a space-time diagram of both sides, its program and how to replay it.
std::string print_html(const Report& report);

/// A result for programs, as docs/report.schema.json describes it.
std::string print_json(const Report& report);

/// A result as JUnit's XML, as CI servers read it: a test suite per variant; a finding is a
/// failure.
std::string print_junit(const Report& report);

/// A result as SARIF 2.1.0, as code scanning reads it: a finding is a result with its lines on both
/// sides and the interleaving as a code flow.
std::string print_sarif(const Report& report);

}  // namespace lockstep
