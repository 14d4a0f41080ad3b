// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/reported_comparison.h"

#include <fmt/format.h>

#include "lockstep/report/meaning.h"
#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

std::string describe(const RaceCounts& races) {
  if (races.only_in_this_order) {
    return "one side has this race where its operations come one after the other, the other side "
           "has "
           "none where they come in the same order";
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
