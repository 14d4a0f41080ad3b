// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/bound_subject.h"
#include "lockstep/program/text.h"
#include "lockstep/report/html/page.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class SectionPrinter {
 public:
  SectionPrinter(const ReportedComparison& comparison, std::string_view id)
      : comparison_(comparison), id_(id) {}

  Markup print() {
    html_ += markup("<section id=\"{}\">\n", id_);
    print_verdict();
    print_finding_list();
    if (comparison_.replay) print_replay();
    print_findings();
    print_internal();
    print_notes();
    print_coverage();
    print_changes();
    print_not_shown();
    html_ += markup("</section>\n");
    return std::move(html_);
  }

 private:
  void print_verdict() {
    html_ +=
        markup("<div class=\"verdict {}\">\n<h2>{} {}</h2>\n<p class=\"claim\">Claim: {}</p>\n",
               name_of(comparison_.verdict), print_verdict_symbol(comparison_.verdict),
               comparison_.verdict_text, claim_of(comparison_.sides));
    html_ += markup("<dl>\n");
    for (const auto* const side : different_sides(comparison_.sides)) {
      html_ += markup("<dt>{}</dt><dd>{} (<code>{}</code>)</dd>\n", side->name, side->summary,
                      breakable(side->source));
    }
    html_ += markup("</dl>\n</div>\n");
  }

  std::string finding_id(std::size_t index) const {
    return fmt::format("{}-discrepancy-{}", id_, index + 1);
  }

  void print_finding_list() {
    if (comparison_.findings.size() < 2) return;
    html_ += markup("<nav aria-label=\"Discrepancies\">\n<ol>\n");
    for (std::size_t i = 0; i < comparison_.findings.size(); ++i) {
      html_ += markup("<li><a href=\"#{}\">{}</a></li>\n", finding_id(i),
                      print_finding_name(comparison_.findings[i]));
    }
    html_ += markup("</ol>\n</nav>\n");
  }

  void print_coverage() {
    if (comparison_.searched.empty()) return;
    html_ += markup("<h3>{}</h3>\n<p>Under {}</p>\n<table class=\"coverage\">\n",
                    comparison_.searched, print_configurations(comparison_.configurations));
    for (const ReportedCoverage& row : comparison_.coverage) {
      html_ += markup("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", row.label, row.text);
    }
    html_ += markup("</table>\n");
  }

  void print_changes() {
    if (!comparison_.changes) return;
    html_ += markup("<h3>Changed</h3>\n<table class=\"coverage\">\n");
    for (const auto& [label, names] : change_rows(*comparison_.changes)) {
      html_ += markup("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", label, names);
    }
    html_ += markup("</table>\n");
  }

  void print_not_shown() {
    if (comparison_.not_shown.empty()) return;
    html_ += markup("<p>Not shown: {}.</p>\n", comparison_.not_shown);
  }

  // What it found has the same program: that is shown once.
  void print_replay() {
    const ReplayedPair& replayed = *comparison_.replay;
    html_ += markup("<h3>What happens</h3>\n<p>Replayed under {}</p>\n{}<h3>Program</h3>\n{}",
                    print_configuration(replayed.program.configuration),
                    draw_space_time(make_space_time(replayed), fmt::format("{}-replay", id_)),
                    print_program_text(replayed.program));
  }

  void print_findings() {
    for (std::size_t i = 0; i < comparison_.findings.size(); ++i) {
      const ReportedFinding& finding = comparison_.findings[i];
      if (comparison_.replay || i >= kDrawnFindings) {
        print_short(finding, i);
      } else {
        html_ += print_finding_article(finding, comparison_.sides, i + 1, finding_id(i));
      }
    }
  }

  void print_short(const ReportedFinding& finding, std::size_t index) {
    html_ +=
        markup("<article id=\"{}\">\n<h3>Discrepancy {}: {}</h3>\n{}", finding_id(index), index + 1,
               print_finding_name(finding), print_shown(finding, comparison_.sides));
    html_ += print_siblings(finding);
    if (!comparison_.replay) {
      html_ += markup("<details><summary>Program</summary>\n{}</details>\n",
                      print_program_text(finding.reproducer));
    }
    html_ += markup("</article>\n");
  }

  void print_internal() {
    print_folded(
        "Internal: {}",
        fmt::format("Seen only when {} is called directly, not through the functions that "
                    "the kernel calls; these count against the claim with --primitives only.",
                    kSubject.phrases.any_primitive),
        comparison_.internal);
  }

  void print_notes() {
    print_folded("Notes: {} out of contract",
                 "Seen only after an injected fault or a primitive called against its contract; "
                 "these do not count against the claim.",
                 comparison_.notes);
  }

  void print_folded(fmt::format_string<std::string> title, std::string_view what,
                    const std::vector<ReportedFinding>& findings) {
    if (findings.empty()) return;
    html_ += markup("<details class=\"notes\"><summary>{}</summary>\n<p>{}</p>\n",
                    fmt::format(title, count_of(findings.size(), "difference")), what);
    for (const ReportedFinding& finding : findings) {
      html_ += markup("<h3>{}</h3>\n{}<p>Fingerprint <code>{}</code></p>\n{}{}",
                      print_finding_name(finding), print_shown(finding, comparison_.sides),
                      finding.difference.fingerprint(), print_program_text(finding.reproducer),
                      print_siblings(finding));
    }
    html_ += markup("</details>\n");
  }

  const ReportedComparison& comparison_;
  const std::string id_;
  Markup html_;
};

}  // namespace

Markup print_comparison_section(const ReportedComparison& comparison, std::string_view id) {
  return SectionPrinter(comparison, id).print();
}

Markup print_verdict_symbol(Verdict verdict) {
  const char* const symbol = verdict == Verdict::kRefuted  ? "✗"
                             : verdict == Verdict::kUpheld ? "✓"
                                                           : "?";
  return markup(R"(<span class="symbol {}" aria-hidden="true">{}</span>)", name_of(verdict),
                symbol);
}

}  // namespace lockstep
