// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/mail.h"

#include <fmt/format.h>

#include "lockstep/program/text.h"
#include "lockstep/report/comparison_text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/interleaving_diff.h"
#include "lockstep/report/numbers.h"
#include "lockstep/report/report_text.h"
#include "lockstep/report/story.h"

namespace lockstep {
namespace {

constexpr std::size_t kWidth = 72;

// A mail is for what refutes; the rest is a command away.
constexpr std::size_t kFindingsTold = 3;

class MailPrinter : private ReportText {
 public:
  explicit MailPrinter(const ReportedComparison& comparison) : comparison_(comparison) {}

  std::string print() {
    const ComparedSides& sides = comparison_.sides;
    paragraph("Claim: ", claim_of(sides));
    for (const lockstep_implementation* side : {sides.reference, sides.variant}) {
      paragraph("       ", fmt::format("{} is {} ({})", side->name, side->summary, side->source));
    }
    text_ += '\n';
    paragraph("Verdict: ", comparison_.verdict_text + ".");
    for (std::size_t i = 0; i < comparison_.findings.size() && i < kFindingsTold; ++i) tell(i);
    if (comparison_.findings.size() > kFindingsTold) {
      text_ += '\n';
      paragraph("", count_of(comparison_.findings.size() - kFindingsTold, "more discrepancy") +
                        " not told here.");
    }
    print_notes();
    print_searched();
    return std::move(text_);
  }

 private:
  void paragraph(std::string_view label, std::string_view text) {
    text_ += wrap_behind(label, text, kWidth);
  }

  void tell(std::size_t index) {
    const ReportedFinding& finding = comparison_.findings[index];
    text_ += '\n';
    paragraph(
        fmt::format("{}. ", index + 1),
        fmt::format("A {} in {}", name_of(finding.difference.kind()), finding.difference.place));
    text_ += '\n';
    print_aspects(finding.difference);
    print_story(*finding.replay);
    text_ += "\n   The interleaving, a column per task:\n\n";
    text_ += prefix_lines(print_interleaving_diff(*finding.replay, kWidth - 3), "   ");
    text_ += '\n';
    paragraph("   Found: ", finding.found + ".");
    print_reproducer(finding);
  }

  void print_aspects(const Difference& difference) {
    const ComparedSides& sides = comparison_.sides;
    for (const Aspect& aspect : difference.aspects) {
      paragraph(fmt::format("   {}: ", sides.reference->name), aspect.reference);
      paragraph(fmt::format("   {}: ", sides.variant->name), aspect.variant);
    }
    const Aspect& main = difference.main();
    for (const std::string& source : {main.reference_source, main.variant_source}) {
      if (!source.empty()) paragraph("   at ", source);
    }
  }

  void print_story(const ReplayedPair& replayed) {
    text_ += "\n   What happens:\n\n";
    std::size_t number = 0;
    for (const std::string& sentence : tell_story(replayed)) {
      paragraph(fmt::format("   {:>2}. ", ++number), sentence);
    }
  }

  void print_reproducer(const ReportedFinding& finding) {
    add("\n   To reproduce it, save this as a file ({}),\n\n", print_size(finding.reproducer));
    text_ += prefix_lines(print_program(finding.reproducer), "     ");
    add("\n   and run\n\n     {}\n\n   Fingerprint {}.\n", replay_command(comparison_.sides),
        finding.difference.fingerprint());
  }

  void print_notes() {
    if (comparison_.notes.empty()) return;
    text_ += '\n';
    paragraph("", fmt::format("Besides, {} only after an injected fault or a call against the "
                              "contract, which does not count against the claim.",
                              count_of(comparison_.notes.size(), "difference")));
  }

  void print_searched() {
    if (!comparison_.searched.empty()) {
      text_ += '\n';
      paragraph("", fmt::format("{} under {}:", comparison_.searched,
                                print_configurations(comparison_.configurations)));
      for (const ReportedCoverage& row : comparison_.coverage) {
        paragraph("- ", fmt::format("{}: {}", row.label, row.text));
      }
    }
    if (comparison_.not_shown.empty()) return;
    text_ += '\n';
    paragraph("", fmt::format("Not shown: {}.", comparison_.not_shown));
  }

  const ReportedComparison& comparison_;
};

}  // namespace

std::string print_mail(const Report& report) {
  std::string text;
  for (const ReportedComparison& comparison : report.comparisons) {
    text += text.empty() ? "" : "\n";
    text += MailPrinter(comparison).print();
  }
  if (report.mutants) text += print_mutants_report(*report.mutants);
  return text + fmt::format("\nBy {}: {}\n", report.version, report.invocation);
}

}  // namespace lockstep
