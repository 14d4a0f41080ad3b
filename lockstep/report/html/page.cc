// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/page.h"

#include "lockstep/report/report_formats.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

Markup print_header(bool with_time) {
  Markup html = markup(
      "<div class=\"scrolling\" tabindex=\"0\" role=\"group\" aria-label=\"Seeded "
      "bugs\">\n<table>\n<tr>");
  for (const char* const name : {"seeded bug", "result", "by", "pairs"}) {
    html += markup("<th scope=\"col\">{}</th>", name);
  }
  if (with_time) html += markup("<th scope=\"col\">time</th>");
  html += markup("</tr>\n");
  return html;
}

Markup print_run(const MutantRun& run, bool with_time) {
  const bool was_run = run.fate != MutantFate::kNotRun;
  Markup html =
      markup(R"(<tr{}><th scope="row">{}</th><td>{}</td><td>{}</td><td class="number">{}</td>)",
             Markup::verbatim(run.as_it_should() ? "" : " class=\"differs\""), run.mutant.name,
             describe_fate(run), describe_found(run), was_run ? group_digits(run.pairs) : "");
  if (with_time) {
    html += markup("<td class=\"number\">{}</td>", was_run ? describe_seconds(run.time) : "");
  }
  html += markup("</tr>\n");
  return html;
}

Markup print_equivalents(const MutantsReport& report) {
  Markup html;
  for (const MutantRun& run : report.runs) {
    if (!run.mutant.is_equivalent()) continue;
    html += markup("<p>Equivalent: {}: {}</p>\n", run.mutant.name, run.mutant.equivalent);
  }
  return html;
}

}  // namespace

Markup print_mutants_section(const MutantsReport& report) {
  const bool well = report.all_as_they_should();
  Markup html = markup(
      "<section>\n<div class=\"verdict {}\">\n<h2>{} {}</h2>\n"
      "<p>Seeded bugs, each checked until it shows: seed {}, {}</p>\n</div>\n",
      well ? "upheld" : "refuted",
      print_verdict_symbol(well ? Verdict::kUpheld : Verdict::kRefuted), describe_totals(report),
      report.options.seed, describe_budget(report));
  html += print_header(report.with_time);
  for (const MutantRun& run : report.runs) html += print_run(run, report.with_time);
  html += markup("</table>\n</div>\n{}</section>\n", print_equivalents(report));
  return html;
}

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
