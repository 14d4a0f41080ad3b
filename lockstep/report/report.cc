// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/report.h"

#include <fmt/format.h>

#include "lockstep/base/quote.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/bound_subject.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {

std::string claim_of(const ComparedSides& sides) {
  const lockstep_implementation& reference = *sides.reference;
  const lockstep_implementation& variant = *sides.variant;
  const std::string like = &reference == &variant ? "itself" : reference.name;
  const bool same_file = &reference != &variant && is_same_code(reference, variant);
  return fmt::format("{} behaves like {}{}: no functional change", variant.name, like,
                     same_file ? ", which is the same code" : "");
}

std::vector<const lockstep_implementation*> different_sides(const ComparedSides& sides) {
  if (sides.reference == sides.variant) return {sides.reference};
  return {sides.reference, sides.variant};
}

std::string replay_command(const ComparedSides& sides) {
  if (!sides.tree_arguments.empty()) {
    return fmt::format("{} replay {} FILE", name_of_command(), sides.tree_arguments);
  }
  const std::string reference =
      sides.reference_argument.empty()
          ? ""
          : fmt::format(" --reference {}", shell_word(sides.reference_argument));
  return fmt::format("{} replay{} --variant {} FILE", name_of_command(), reference,
                     shell_word(sides.variant_argument));
}

namespace {

std::string describe(const RaceCounts& races) {
  if (races.only_in_this_order) {
    return "one side has this race where its operations come one after the other, the other side "
           "has none where they come in the same order";
  }
  return fmt::format("one side has this race under {} of {}, the other under none of {}, {}",
                     group_digits(races.shown), count_of(races.watched, "schedule"),
                     group_digits(races.other_watched),
                     races.other_complete ? "all it has" : "some of all it has");
}

std::string describe_evidence(const Discrepancy& discrepancy) {
  switch (discrepancy.evidence) {
    case Evidence::kLockstep:
      return "both sides took the same steps up to there";
    case Evidence::kOutcomeSet:
      return "one side has this outcome, the other has it under no schedule";
    case Evidence::kRaceSet:
      break;
  }
  return describe(discrepancy.races);
}

}  // namespace

std::string print_sibling(const ReportedSibling& sibling) {
  return fmt::format("{} in {}, {}, fingerprint {}", name_of(sibling.difference.kind()),
                     sibling.difference.place,
                     count_of(count_operations(sibling.reproducer), "operation"),
                     sibling.difference.fingerprint());
}

ReportedFinding reported_finding(const ExplainedDiscrepancy& explained, const std::string& found) {
  const Discrepancy& discrepancy = explained.discrepancy;
  std::string how = fmt::format("{}; {}", found, describe_evidence(discrepancy));
  if (explained.reads_uninitialised) {
    how += "; it depends on what memory held that was never written";
  }
  ReportedFinding finding = {discrepancy.difference, discrepancy.reproducer, explained.replay,
                             explained.outcomes, std::move(how)};
  finding.meaning = meaning_of(discrepancy.difference, explained.replay);
  return finding;
}

}  // namespace lockstep
