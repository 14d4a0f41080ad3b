// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/program/bound_subject.h"
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// Most variants have few discrepancies, and one that has many is first of all one to look at.
constexpr std::size_t kShownInFull = 5;
constexpr std::size_t kNotesShown = 8;

TextColour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRefuted:
      return TextColour::kRed;
    case Verdict::kUpheld:
      return TextColour::kGreen;
    case Verdict::kInconclusive:
      break;
  }
  return TextColour::kYellow;
}

// What the same mistake shows, too: a line each.
std::string list_siblings(const ReportedFinding& finding) {
  if (finding.also.empty()) return "";
  std::string text = "\n  The same cause shows, too:\n\n";
  for (const ReportedSibling& sibling : finding.also) {
    text += wrap_behind("    ", print_sibling(sibling));
  }
  return text;
}

class ComparisonPrinter : private ReportText {
 public:
  ComparisonPrinter(const ReportedComparison& comparison, const TextStyle& style)
      : comparison_(comparison),
        names_{comparison.sides.reference->name, comparison.sides.variant->name},
        style_(style) {}

  std::string print() {
    text_ += print_claim(comparison_.sides);
    print_verdict();
    for (std::size_t i = 0; i < comparison_.findings.size(); ++i) print_found(i);
    if (comparison_.findings.size() > kShownInFull) {
      add("\nThe first {} are shown in full; --save DIR writes the reproducers of all.\n",
          kShownInFull);
    }
    print_internal();
    print_notes();
    print_searched();
    print_changes();
    if (!comparison_.not_shown.empty()) {
      text_ += '\n';
      add_wrapped("", fmt::format("Not shown: {}.", comparison_.not_shown));
    }
    return std::move(text_);
  }

 private:
  // Its first word stands out.
  void print_verdict() {
    std::string text = wrap_behind("Verdict  ", comparison_.verdict_text);
    const std::size_t begin = text.find(comparison_.verdict_text.substr(0, 1), 8);
    const std::size_t end = text.find_first_of(" :\n", begin);
    add("{}{}{}", text.substr(0, begin),
        style_.paint(colour_of(comparison_.verdict), text.substr(begin, end - begin)),
        text.substr(end));
  }

  void print_found(std::size_t index) {
    const ReportedFinding& finding = comparison_.findings[index];
    add("{}{}\n", index <= kShownInFull ? "\n" : "",
        style_.paint(TextColour::kBold,
                     fmt::format("Discrepancy {}: {}", index + 1, print_title(finding))));
    if (index < kShownInFull) {
      text_ += print_finding(finding, comparison_.sides, style_);
    } else {
      text_ += list_siblings(finding);
    }
  }

  void print_internal() {
    if (comparison_.internal.empty()) return;
    print_list("Internal",
               fmt::format("seen only when {} is called directly, not through the functions that\n"
                           "the kernel calls; these count against the claim with --primitives only",
                           kSubject.phrases.any_primitive),
               comparison_.internal);
  }

  void print_notes() {
    if (comparison_.notes.empty()) return;
    print_list("Notes",
               "out of contract, seen only after an injected fault or a primitive called\n"
               "against its contract; these do not count against the claim",
               comparison_.notes);
  }

  void print_list(std::string_view title, std::string_view what,
                  const std::vector<ReportedFinding>& findings) {
    add("\n{}: {}\n", style_.paint(TextColour::kBold, std::string(title)), what);
    std::size_t shown = 0;
    for (const ReportedFinding& finding : findings) {
      if (++shown > kNotesShown) break;
      add("\n  {}, fingerprint {}\n", name_of(finding.difference.kind()),
          finding.difference.fingerprint());
      text_ += print_difference(finding.difference, names_);
      text_ += print_meaning(finding.meaning);
      text_ += prefix_lines(print_program(finding.reproducer), "    ");
      text_ += list_siblings(finding);
    }
    if (findings.size() > kNotesShown) {
      add("\n  and {} more; --save DIR writes the programs of all\n",
          group_digits(findings.size() - kNotesShown));
    }
  }

  void print_searched() {
    if (comparison_.searched.empty()) return;
    text_ += '\n';
    add_wrapped("", fmt::format("{} under {}", comparison_.searched,
                                print_configurations(comparison_.configurations)));
    for (const ReportedCoverage& row : comparison_.coverage) {
      add_wrapped(fmt::format("  {:<20}", row.label), row.text);
    }
  }

  void print_changes() {
    if (!comparison_.changes) return;
    if (comparison_.searched.empty()) text_ += '\n';
    text_ += print_change_rows(*comparison_.changes);
  }

  const ReportedComparison& comparison_;
  const SideNames names_;
  const TextStyle& style_;
};

}  // namespace

std::string print_comparison(const ReportedComparison& comparison, const TextStyle& style) {
  return ComparisonPrinter(comparison, style).print();
}

std::string print_claim(const ComparedSides& sides) {
  std::string text = fmt::format("Claim    {}\n", claim_of(sides));
  for (const lockstep_implementation* side : different_sides(sides)) {
    text += wrap_behind("         ",
                        fmt::format("{}: {} ({})", side->name, side->summary, side->source));
  }
  return text;
}

std::string print_title(const ReportedFinding& finding) {
  return fmt::format("{}, {}, fingerprint {}", name_of(finding.difference.kind()),
                     name_of(finding.discrepancy_class()), finding.difference.fingerprint());
}

std::string print_finding(const ReportedFinding& finding, const ComparedSides& sides,
                          const TextStyle& style) {
  std::string text =
      print_difference(finding.difference, {sides.reference->name, sides.variant->name});
  text += print_meaning(finding.meaning);
  if (!finding.has_source()) {
    text += fmt::format("  source        {}\n", sides.variant->source);
  }
  text +=
      fmt::format("  configuration {}\n", print_configuration(finding.reproducer.configuration));
  text += fmt::format("  found         {}\n", finding.found);
  text += fmt::format("\n  Reproducer ({}):\n\n", print_size(finding.reproducer));
  text += prefix_lines(print_program(finding.reproducer), "    ");
  text += "\n  What happens:\n\n";
  text += show_side_by_side(*finding.replay, InterleavingDetail::kOperations, 2, style);
  text += list_siblings(finding);
  text += fmt::format("\n  To replay it, save the reproducer as a file and give that to:\n    {}\n",
                      replay_command(sides));
  return text;
}

}  // namespace lockstep
