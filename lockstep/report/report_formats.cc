// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/report_formats.h"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

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

// Only a terminal has a style.
template <std::string (*Print)(const Report&)>
std::string print_plain(const Report& report, const TextStyle& /*style*/) {
  return Print(report);
}

struct FormatRow {
  ReportFormat format;
  std::string_view name;
  std::string (*print)(const Report& report, const TextStyle& style);
};

constexpr std::array<FormatRow, 6> kFormatRows = {{
    {ReportFormat::kText, "text", print_text},
    {ReportFormat::kMail, "mail", print_plain<print_mail>},
    {ReportFormat::kHtml, "html", print_plain<print_html>},
    {ReportFormat::kJson, "json", print_plain<print_json>},
    {ReportFormat::kJunit, "junit", print_plain<print_junit>},
    {ReportFormat::kSarif, "sarif", print_plain<print_sarif>},
}};

constexpr auto kFormatNames = [] {
  std::array<std::string_view, kFormatRows.size()> names;
  std::ranges::transform(kFormatRows, names.begin(), &FormatRow::name);
  return names;
}();

}  // namespace

std::span<const std::string_view> report_format_names() { return kFormatNames; }

std::string print_report(const Report& report, ReportFormat format, const TextStyle& style) {
  return std::ranges::find(kFormatRows, format, &FormatRow::format)->print(report, style);
}

}  // namespace lockstep
