// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/observation_text.h"
#include "lockstep/report/outcome_reports.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr std::size_t kColumnLabelWidth = 16;
constexpr std::size_t kNumberWidth = 40;

class ExplorePrinter : private ReportText {
 public:
  explicit ExplorePrinter(const ExploreReport& report)
      : report_(report),
        explored_(report.explored),
        outcomes_(report.explored.outcomes),
        names_{report.reference->name, report.variant->name} {}

  std::string print() {
    add("Explored under {}: {}\n\n", print_configuration(report_.program.configuration),
        print_size(report_.program));
    print_table();
    print_verdict();
    print_differences();
    print_races();
    print_one_sided();
    print_changes();
    text_ += '\n';
    add_wrapped("", fmt::format("Not shown: {}.", not_shown_by_exploring(explored_)));
    return std::move(text_);
  }

 private:
  void add_row(std::string_view label, std::string_view reference, std::string_view variant) {
    add("  {:<{}}{:<{}}{}\n", label, kColumnLabelWidth, reference, kNumberWidth, variant);
  }

  void print_table() {
    add_row("", names_.reference, names_.variant);
    add_row("interleavings", interleavings(outcomes_.reference), interleavings(outcomes_.variant));
    add_row("states", states(outcomes_.reference), states(outcomes_.variant));
    add_row("executions", group_digits(outcomes_.reference.totals.executions),
            group_digits(outcomes_.variant.totals.executions));
    add_row("outcomes", outcomes(outcomes_.reference), outcomes(outcomes_.variant));
    if (explored_.races) {
      add_row("data races", races(explored_.races->reference), races(explored_.races->variant));
    }
    text_ += '\n';
  }

  static std::string interleavings(const ExploredSide& side) {
    return side.totals.complete ? group_digits(side.interleavings.get_str()) : "not counted";
  }

  static std::string states(const ExploredSide& side) {
    const std::string count = group_digits(side.totals.states);
    return side.totals.complete ? count : "more than " + count;
  }

  static std::string races(const FoundRaces& side) {
    const std::string count = side.races.empty() ? "none" : group_digits(side.races.size());
    return side.complete ? count : side.races.empty() ? "not all known" : count + " or more";
  }

  std::string outcomes(const ExploredSide& side) const {
    if (explored_.has_outcome_sets) return group_digits(side.outcomes);
    return report_.ended_early ? "not all known" : "more than --memory has room for";
  }

  void print_verdict() {
    if (explored_.is_different()) {
      add("Different: {}\n", how_they_differ());
    } else if (explored_.is_equal()) {
      add("Equal: {}\n",
          explored_.disagreement
              ? "by outcome sets; the sides take different steps"
              : fmt::format("in lockstep under every schedule, by {} of states in {}",
                            count_of(explored_.pairs.states, "pair"),
                            count_of(explored_.pairs.executions, "execution")));
    } else if (report_.ended_early) {
      add("Undecided: it was ended early, after {} of states in {}\n",
          count_of(explored_.pairs.states, "pair"),
          count_of(explored_.pairs.executions, "execution"));
    } else {
      add("Undecided: more than {} MiB of memory are needed (--memory)\n", report_.memory >> 20);
    }
  }

  const char* how_they_differ() const {
    if (explored_.difference) {
      return "in lockstep, under a schedule on which both take the same steps";
    }
    return outcomes_.differences.empty() ? "in their data races"
                                         : "by outcome sets; the sides take different steps";
  }

  void print_differences() {
    if (explored_.difference) {
      add("\n{}, fingerprint {}\n{}", name_of(explored_.difference->kind()),
          explored_.difference->fingerprint(), print_difference(*explored_.difference, names_));
      add_schedule(*explored_.disagreement);
    }
    for (const OutcomeDifference& found : outcomes_.differences) {
      add("\nAn outcome of {} alone: {}, fingerprint {}\n{}",
          found.in_variant ? names_.variant : names_.reference, name_of(found.difference.kind()),
          found.difference.fingerprint(), print_difference(found.difference, names_));
      add_schedule(path_of(found.steps));
    }
  }

  void print_races() {
    if (!explored_.races) return;
    for (const OneSidedRace& race : explored_.races->one_sided()) {
      add("\nA data race of {} alone: {}\n", race.in_variant ? names_.variant : names_.reference,
          race.name);
      add_schedule(race.path);
    }
  }

  void add_schedule(const Path& path) {
    const std::string schedule = "schedule: " + print_schedule(report_.program, schedule_of(path));
    for (const std::string& line : wrap(schedule, kReportWidth - 2)) add("  {}\n", line);
  }

  void print_one_sided() {
    print_one_sided_of(names_.reference, outcomes_.only_reference, false);
    print_one_sided_of(names_.variant, outcomes_.only_variant, true);
  }

  void print_one_sided_of(const std::string& name, std::uint64_t count, bool in_variant) {
    if (count == 0) return;
    add("\nOnly {} has {}; what each is, and a schedule for it:\n", name,
        count_of(count, "outcome"));
    std::uint64_t shown = 0;
    for (const OneSidedOutcome& outcome : outcomes_.one_sided) {
      if (outcome.in_variant != in_variant) continue;
      text_ += '\n';
      for (const auto& [label, what] : outcome_rows(report_.program, outcome.shown)) {
        add_wrapped(fmt::format("  {:<8}  ", label), what);
      }
      add_schedule(outcome.path);
      ++shown;
    }
    if (shown < count) add("\n  and {} more (--outcomes)\n", group_digits(count - shown));
  }

  void print_changes() {
    if (!report_.changes) return;
    if (explored_.is_equal() && is_nothing_run(report_.changes)) {
      add_wrapped("", inconclusive(*report_.changes));
    }
    text_ += '\n' + print_change_rows(*report_.changes);
  }

  const ExploreReport& report_;
  const ProgramExploration& explored_;
  const OutcomeComparison& outcomes_;
  const SideNames names_;
};

}  // namespace

Verdict verdict_of(const ExploreReport& report) {
  const Verdict verdict = report.explored.is_different() ? Verdict::kRefuted
                          : report.explored.is_equal()   ? Verdict::kUpheld
                                                         : Verdict::kInconclusive;
  return earned(verdict, report.changes);
}

std::string not_shown_by_exploring(const ProgramExploration& explored) {
  return describe_not_shown(explored.races ? "other programs" : "other programs, data races");
}

std::string print_explore_report(const ExploreReport& report) {
  return ExplorePrinter(report).print();
}

}  // namespace lockstep
