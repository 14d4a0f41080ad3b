// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/html/page.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

Markup print_side(const std::string& shown, const std::string& source) {
  Markup html = markup("<td>{}", breakable(shown));
  if (!source.empty()) html += markup("<br><code>{}</code>", breakable(source));
  html += markup("</td>");
  return html;
}

Markup print_facts(const ReportedFinding& finding, const ComparedSides& sides) {
  Markup html = markup("<dl>\n<dt>found</dt><dd>{}</dd>\n", finding.found);
  if (!finding.has_source()) {
    html += markup("<dt>source</dt><dd><code>{}</code></dd>\n", breakable(sides.variant->source));
  }
  html += markup(
      "<dt>class</dt><dd>{}</dd>\n"
      "<dt>configuration</dt><dd>{}</dd>\n"
      "<dt>fingerprint</dt><dd><code>{}</code></dd>\n</dl>\n",
      name_of(finding.discrepancy_class()), print_configuration(finding.reproducer.configuration),
      finding.difference.fingerprint());
  return html;
}

Markup print_outcome_row(std::string_view label, const std::string& reference,
                         const std::string& variant) {
  return markup(
      "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td "
      "class=\"number\">{}</td></tr>\n",
      label, reference, variant);
}

Markup print_outcomes(const OutcomeComparison& outcomes, const ComparedSides& sides) {
  Markup html = markup(
      "<h4>Outcome sets of the program, over all interleavings</h4>\n"
      "<div class=\"scrolling\"><table>\n<tr><td></td>"
      "<th scope=\"col\" class=\"number\">{}</th><th scope=\"col\" class=\"number\">{}</th></tr>\n",
      sides.reference->name, sides.variant->name);
  html +=
      print_outcome_row("interleavings", group_digits(outcomes.reference.interleavings.get_str()),
                        group_digits(outcomes.variant.interleavings.get_str()));
  html += print_outcome_row("outcomes", group_digits(outcomes.reference.outcomes),
                            group_digits(outcomes.variant.outcomes));
  html += print_outcome_row("that the other side has not", group_digits(outcomes.only_reference),
                            group_digits(outcomes.only_variant));
  html += markup("</table></div>\n");
  return html;
}

}  // namespace

Markup print_finding_name(const ReportedFinding& finding) {
  return markup("{} in {}", name_of(finding.difference.kind()),
                breakable(finding.difference.place));
}

Markup print_shown(const ReportedFinding& finding, const ComparedSides& sides) {
  Markup html = markup(
      "<table class=\"shown\">\n<tr><th scope=\"col\">kind</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th></tr>\n",
      sides.reference->name, sides.variant->name);
  for (const Aspect& aspect : finding.difference.aspects) {
    html += markup("<tr><th scope=\"row\">{}</th>{}{}</tr>\n", name_of(aspect.kind),
                   print_side(aspect.reference, aspect.reference_source),
                   print_side(aspect.variant, aspect.variant_source));
  }
  html += markup("</table>\n");
  if (!finding.meaning.empty()) {
    html += markup("<p class=\"meaning\">That is: {}.</p>\n", finding.meaning);
  }
  return html;
}

Markup print_program_text(const Program& program) {
  return markup("<pre tabindex=\"0\"><code>{}</code></pre>\n", print_program(program));
}

Markup print_siblings(const ReportedFinding& finding) {
  if (finding.also.empty()) return {};
  Markup html = markup("<h4>The same cause shows, too</h4>\n<ul>\n");
  for (const ReportedSibling& sibling : finding.also) {
    html += markup("<li>{}<details><summary>Program</summary>\n{}</details></li>\n",
                   print_sibling(sibling), print_program_text(sibling.reproducer));
  }
  html += markup("</ul>\n");
  return html;
}

Markup print_finding_article(const ReportedFinding& finding, const ComparedSides& sides,
                             std::size_t number, std::string_view id) {
  Markup html = markup("<article id=\"{}\">\n<h3>Discrepancy {}: {}</h3>\n", id, number,
                       print_finding_name(finding));
  html += markup("<h4>What each side showed there</h4>\n{}{}", print_shown(finding, sides),
                 print_facts(finding, sides));
  if (finding.outcomes) html += print_outcomes(*finding.outcomes, sides);
  if (finding.replay) {
    html +=
        markup("<h4>What happens</h4>\n{}", draw_space_time(make_space_time(*finding.replay), id));
  }
  html += print_siblings(finding);
  html += markup("<h4>Program: {}</h4>\n{}", print_size(finding.reproducer),
                 print_program_text(finding.reproducer));
  html += markup(
      "<h4>Replay it</h4>\n<p>Save the program as a file and give that to:</p>\n"
      "<pre tabindex=\"0\"><code>{}</code></pre>\n</article>\n",
      replay_command(sides));
  return html;
}

}  // namespace lockstep
