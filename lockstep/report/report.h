// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/check/replay.h"
#include "lockstep/check/result.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/import/changes.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/mutants_report.h"

// The values that every format is made from.
namespace lockstep {

/// Two implementations, and what to give to --reference and --variant again; or to --tree and so
/// on.
struct ComparedSides {
  const lockstep_implementation* reference = nullptr;
  const lockstep_implementation* variant = nullptr;
  std::string reference_argument;  ///< empty for the default
  std::string variant_argument;
  std::string tree_arguments = {};  ///< empty if the sides were named
};

/// "v3 behaves like before: no functional change"; says so if both are the same code.
std::string claim_of(const ComparedSides& sides);

/// The reference and the variant; one of them if an implementation is compared with itself.
std::vector<const lockstep_implementation*> different_sides(const ComparedSides& sides);

/// The command that replays a program on both sides, with FILE for the program's file.
std::string replay_command(const ComparedSides& sides);

/// One more discrepancy of the same cause, in a line.
struct ReportedSibling {
  Difference difference;
  Program reproducer;  ///< with its schedule
};

/// "return code in vma_start_write(vma), 3 operations, fingerprint 0123456789abcdef"
std::string print_sibling(const ReportedSibling& sibling);

/// A difference with what shows it.
struct ReportedFinding {
  Difference difference;
  Program reproducer;                         ///< with its schedule
  std::optional<ReplayedPair> replay;         ///< of the reproducer; notes have none
  std::optional<OutcomeComparison> outcomes;  ///< over all interleavings of it, if known
  std::string found;                          ///< how: "after 1,201 pairs; ..."
  std::vector<ReportedSibling> also = {};     ///< what the same mistake shows, too
  std::string meaning = {};                   ///< see meaning_of()
  std::string saved = {};                     ///< the file that it was saved in, if it was

  DiscrepancyClass discrepancy_class() const { return classify(reproducer); }

  /// Whether lines of the source are known. If not, a reader is told the variant's file.
  bool has_source() const {
    const Aspect& main = difference.main();
    return !main.reference_source.empty() || !main.variant_source.empty();
  }
};

/// `found` is a phrase; how it was established that the sides differ is added to it.
ReportedFinding reported_finding(const ExplainedDiscrepancy& explained, const std::string& found);

/// Numbers by their names; decimal, of any size.
using ReportedNumbers = std::vector<std::pair<std::string, std::string>>;

/// One line of how far a search went.
struct ReportedCoverage {
  std::string label;             ///< "random programs"
  std::string text;              ///< "24,924 programs, 4,432 under all schedules; ..."
  ReportedNumbers numbers = {};  ///< those in the text, for programs
};

/// What a check, a proof or a replay says of one variant: all that any format prints of it.
struct ReportedComparison {
  ComparedSides sides;
  Verdict verdict = Verdict::kInconclusive;
  std::string verdict_text;               ///< "REFUTED by 1 reachable discrepancy"
  bool findings_say_all = false;          ///< the verdict's text adds nothing to the findings
  std::vector<ReportedFinding> findings;  ///< what refutes
  std::vector<ReportedFinding> internal;  ///< what needs primitives, and does not refute
  std::vector<ReportedFinding> notes;     ///< what is out of contract and does not
  std::string searched;                   ///< "Searched", "Compared"; empty: there was no search
  std::vector<Configuration> configurations;
  std::vector<ReportedCoverage> coverage;
  std::optional<Changes> changes;      ///< between the sides, if they are from a kernel tree
  std::string not_shown;               ///< what the verdict does not say; may be empty
  std::optional<ReplayedPair> replay;  ///< what `lockstep replay` was asked for,
  InterleavingDetail detail = InterleavingDetail::kOperations;  ///< and with how much of it
};

/// The result of a command: the one value that every format is made from. It has comparisons, one
/// per variant, or mutants.
struct Report {
  std::string command;     ///< "check"
  std::string invocation;  ///< the command line that made it
  std::string version;     ///< of Lockstep
  std::vector<ReportedComparison> comparisons;
  std::optional<MutantsReport> mutants;
};

}  // namespace lockstep
