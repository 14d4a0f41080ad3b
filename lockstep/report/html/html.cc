// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/html.h"

#include "lockstep/report/html/comparison_html.h"
#include "lockstep/report/html/html_files.h"
#include "lockstep/report/html/mutants_html.h"

namespace lockstep {
namespace {

// Nothing is fetched from anywhere, whatever gets into the page.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

Markup print_title(const Report& report) {
  if (report.comparisons.size() != 1) return markup("lockstep {}", report.command);
  const ReportedComparison& comparison = report.comparisons.front();
  return markup("{}: {}", comparison.sides.variant->name, comparison.verdict_text);
}

Markup print_head(const Report& report) {
  return markup(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      Markup::verbatim(kContentSecurityPolicy), print_title(report),
      Markup::verbatim(html_style()));
}

std::string section_id(std::size_t index) { return fmt::format("comparison-{}", index + 1); }

Markup print_contents(const Report& report) {
  if (report.comparisons.size() < 2) return {};
  Markup html = markup("<nav aria-label=\"Variants\">\n<ul>\n");
  for (std::size_t i = 0; i < report.comparisons.size(); ++i) {
    const ReportedComparison& comparison = report.comparisons[i];
    html +=
        markup("<li>{} <a href=\"#{}\">{}</a>: {}</li>\n", print_verdict_symbol(comparison.verdict),
               section_id(i), comparison.sides.variant->name, comparison.verdict_text);
  }
  html += markup("</ul>\n</nav>\n");
  return html;
}

Markup print_body(const Report& report) {
  Markup html = markup("<body>\n<header>\n<h1>lockstep {}</h1>\n</header>\n<main>\n{}",
                       report.command, print_contents(report));
  for (std::size_t i = 0; i < report.comparisons.size(); ++i) {
    html += print_comparison_section(report.comparisons[i], section_id(i));
  }
  if (report.mutants) html += print_mutants_section(*report.mutants);
  html += markup(
      "</main>\n<footer>\n<p>Made by <code>{}</code>, {}</p>\n</footer>\n"
      "<script>\n{}</script>\n</body>\n</html>\n",
      report.invocation, report.version, Markup::verbatim(html_script()));
  return html;
}

}  // namespace

std::string print_html(const Report& report) {
  Markup page = print_head(report);
  page += print_body(report);
  return page.text();
}

}  // namespace lockstep
