// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/report_formats.h"

#include <array>

#include "lockstep/report/comparison_text.h"
#include "lockstep/report/html/html.h"
#include "lockstep/report/json.h"
#include "lockstep/report/junit.h"
#include "lockstep/report/mail.h"
#include "lockstep/report/replay_report.h"
#include "lockstep/report/sarif.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"text", "mail",  "html",
                                                    "json", "junit", "sarif"};

std::string print_text(const Report& report, const TextStyle& style) {
  if (report.mutants) return print_mutants_report(*report.mutants);
  std::string text;
  for (const ReportedComparison& comparison : report.comparisons) {
    text += text.empty() ? "" : "\n";
    text +=
        comparison.replay ? print_replay(comparison, style) : print_comparison(comparison, style);
  }
  return text;
}

}  // namespace

std::span<const std::string_view> report_format_names() { return kNames; }

std::string print_report(const Report& report, ReportFormat format, const TextStyle& style) {
  switch (format) {
    case ReportFormat::kText:
      break;
    case ReportFormat::kMail:
      return print_mail(report);
    case ReportFormat::kHtml:
      return print_html(report);
    case ReportFormat::kJson:
      return print_json(report);
    case ReportFormat::kJunit:
      return print_junit(report);
    case ReportFormat::kSarif:
      return print_sarif(report);
  }
  return print_text(report, style);
}

}  // namespace lockstep
