// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/program/bound_subject.h"
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

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
    for (const lockstep_implementation* side : different_sides(sides)) {
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
    print_internal();
    print_notes();
    print_searched();
    print_changes();
    print_not_shown();
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
        fmt::format("{}, in {}", name_of(finding.difference.kind()), finding.difference.place));
    text_ += '\n';
    print_aspects(finding.difference);
    if (!finding.meaning.empty()) paragraph("   That is: ", finding.meaning + ".");
    print_story(*finding.replay);
    text_ += "\n   The interleaving, a column per task:\n\n";
    text_ += prefix_lines(print_interleaving_diff(*finding.replay, kWidth - 3), "   ");
    text_ += '\n';
    paragraph("   Found: ", finding.found + ".");
    if (finding.outcomes) print_outcomes(*finding.outcomes);
    for (const ReportedSibling& sibling : finding.also) {
      paragraph("   The same cause: ", print_sibling(sibling) + ".");
    }
    print_reproducer(finding);
  }

  void print_outcomes(const OutcomeComparison& outcomes) {
    const ComparedSides& sides = comparison_.sides;
    paragraph("   Over all interleavings: ",
              fmt::format("{} has {}, {} of them alone; {} has {}, {} of them alone.",
                          sides.reference->name, count_of(outcomes.reference.outcomes, "outcome"),
                          group_digits(outcomes.only_reference), sides.variant->name,
                          count_of(outcomes.variant.outcomes, "outcome"),
                          group_digits(outcomes.only_variant)));
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
    text_ += '\n';
    paragraph("   ", fmt::format("To reproduce it, save this ({}) as a file,",
                                 print_size(finding.reproducer)));
    text_ += '\n';
    text_ += prefix_lines(print_program(finding.reproducer), "     ");
    add("\n   and run\n\n     {}\n\n   Fingerprint {}.\n", replay_command(comparison_.sides),
        finding.difference.fingerprint());
  }

  void print_internal() {
    if (comparison_.internal.empty()) return;
    text_ += '\n';
    paragraph("",
              fmt::format("Internal: {}, seen only when {} is called directly, not through the "
                          "functions that the kernel calls. That does not count against the claim.",
                          count_of(comparison_.internal.size(), "difference"),
                          kSubject.phrases.any_primitive));
  }

  void print_notes() {
    if (comparison_.notes.empty()) return;
    text_ += '\n';
    paragraph(
        "", fmt::format("Out of contract: {}, seen only after an injected fault or a call against "
                        "the contract. That does not count against the claim.",
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
  }

  void print_changes() {
    if (!comparison_.changes) return;
    if (comparison_.searched.empty()) text_ += '\n';
    for (const auto& [label, names] : change_rows(*comparison_.changes)) {
      paragraph("- ", fmt::format("{}: {}", label, names));
    }
  }

  void print_not_shown() {
    if (comparison_.not_shown.empty()) return;
    text_ += '\n';
    paragraph("", fmt::format("Not shown: {}.", comparison_.not_shown));
  }

  const ReportedComparison& comparison_;
};

std::string names_of(const MutantsReport& report, MutantFate fate) {
  std::string names;
  for (const MutantRun& run : report.runs) {
    if (run.fate == fate) names += (names.empty() ? "" : ", ") + run.mutant.name;
  }
  return names.empty() ? "none" : names;
}

std::string mail_of_mutants(const MutantsReport& report) {
  const auto killed = std::ranges::count(report.runs, MutantFate::kKilled, &MutantRun::fate);
  std::string text = wrap_behind(
      "",
      fmt::format("{} of {} seeded bugs were found, {}.", killed, report.runs.size(),
                  report.all_as_they_should() ? "as they should be" : "not as they should be"),
      kWidth);
  for (const auto& [label, fate] :
       {std::pair("Found: ", MutantFate::kKilled), std::pair("Not found: ", MutantFate::kSurvived),
        std::pair("Not run: ", MutantFate::kNotRun)}) {
    text += "\n" + wrap_behind(label, names_of(report, fate), kWidth);
  }
  return text;
}

}  // namespace

std::string print_mail(const Report& report) {
  std::string text;
  for (const ReportedComparison& comparison : report.comparisons) {
    text += text.empty() ? "" : "\n";
    text += MailPrinter(comparison).print();
  }
  if (report.mutants) text += mail_of_mutants(*report.mutants);
  return text + "\n" +
         wrap_behind(fmt::format("By {}: ", report.version), report.invocation, kWidth);
}

}  // namespace lockstep
