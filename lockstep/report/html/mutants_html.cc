// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/mutants_html.h"

#include "lockstep/report/html/comparison_html.h"
#include "lockstep/report/numbers.h"

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

}  // namespace lockstep
