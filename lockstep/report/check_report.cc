// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "lockstep/base/quote.h"
#include "lockstep/check/causes.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class CheckReporter {
 public:
  explicit CheckReporter(const CheckReport& report)
      : report_(report),
        result_(report.result),
        names_{report.sides.reference->name, report.sides.variant->name} {}

  ReportedComparison report() {
    reported_.sides = report_.sides;
    reported_.verdict = result_.verdict;
    reported_.findings = grouped(report_.reachable);
    auto& internal = result_.primitives ? reported_.findings : reported_.internal;
    std::ranges::move(grouped(report_.internal), std::back_inserter(internal));
    reported_.notes = grouped(report_.out_of_contract);
    shorten(reported_.internal);
    shorten(reported_.notes);
    reported_.verdict_text = verdict();
    for (auto* const list : {&reported_.findings, &reported_.internal, &reported_.notes}) {
      for (ReportedFinding& finding : *list) finding.saved = saved_in(finding.difference);
    }
    reported_.searched = "Searched";
    reported_.configurations = result_.configurations;
    reported_.changes = result_.changes;
    add_coverage();
    reported_.not_shown = describe_not_shown(
        fmt::format("programs and schedules beyond these{}",
                    result_.watched_races ? "" : ", data races (this build does not watch them)"));
    return std::move(reported_);
  }

 private:
  std::string verdict() const {
    switch (result_.verdict) {
      case Verdict::kRefuted:
        return "REFUTED by " + refuting();
      case Verdict::kUpheld:
        return fmt::format(
            "UPHELD within the bounds of the search below: no reachable discrepancy{}{}",
            result_.known.times() == 0 ? "" : " but those known", about_primitives());
      case Verdict::kInconclusive:
        break;
    }
    if (is_nothing_run(result_.changes)) return inconclusive(*result_.changes);
    return "INCONCLUSIVE: " + doubt();
  }

  std::string doubt() const {
    switch (first_doubt(result_)) {
      case Doubt::kNone:  // of a search; see ReportedComparison
        break;
      case Doubt::kInterrupted:
        return "interrupted before anything was found";
      case Doubt::kLost:
        return result_.lost;
      case Doubt::kNothingCompared:
        return "nothing was compared";
      case Doubt::kUndecided:
        return fmt::format("{} of difference under diverged schedules stayed undecided",
                           count_of(result_.undecided(), "kind"));
      case Doubt::kSharesMemory:
        return "a side shares memory of its own between tasks, so programs could only be sampled";
      case Doubt::kReadsUninitialised:
        return "what a side does depends on memory that was never written";
      case Doubt::kRacesOnlyReported:
        return "ThreadSanitizer reported data races of the variant that Lockstep does not see";
      case Doubt::kRacesLost:
        return "an execution made more accesses, or had more data races, than are kept";
      case Doubt::kTooLittleCompared:
        return fmt::format(
            "too little was compared: expected all programs of 1 operation, some "
            "random ones, and {} or more",
            count_of(kLeastPairs, "pair"));
    }
    return "nothing was compared";
  }

  // Primitives may be called directly: what this verdict makes of it.
  std::string about_primitives() const {
    const Phrases& phrases = kSubject.phrases;
    if (phrases.primitives.empty()) return "";
    if (result_.primitives) {
      return fmt::format(", not even with {} called directly", phrases.primitives);
    }
    if (reported_.internal.empty()) return "";
    return fmt::format("; {}, with {} called directly, would count with --primitives",
                       count_of(reported_.internal.size(), "internal one"), phrases.any_primitive);
  }

  // One for each cause; the others are mentioned there.
  static std::vector<ReportedFinding> grouped(const std::vector<ExplainedDiscrepancy>& all) {
    std::vector<ReportedFinding> findings;
    for (const Cause& cause : group_by_cause(all)) {
      const Discrepancy& first = all[cause.front()].discrepancy;
      findings.push_back(reported_finding(all[cause.front()], "after " + pairs(first.found_after)));
      for (const std::size_t i : std::span(cause).subspan(1)) {
        const Discrepancy& other = all[i].discrepancy;
        findings.back().also.push_back({other.difference, other.reproducer});
      }
    }
    return findings;
  }

  // What does not refute is not shown step by step.
  static void shorten(std::vector<ReportedFinding>& findings) {
    for (ReportedFinding& finding : findings) {
      finding.replay.reset();
      finding.outcomes.reset();
    }
  }

  std::string refuting() const {
    const auto causes = static_cast<std::size_t>(
        std::ranges::count_if(reported_.findings, [](const ReportedFinding& finding) {
          return finding.discrepancy_class() == DiscrepancyClass::kReachable;
        }));
    const std::size_t internal = reported_.findings.size() - causes;
    std::string text =
        causes == 1 ? "1 reachable discrepancy" : fmt::format("{} reachable discrepancies", causes);
    if (internal == 0) return text;
    const std::string driven =
        fmt::format("{} with enter or exit called directly",
                    internal == 1 ? "1 internal discrepancy"
                                  : fmt::format("{} internal discrepancies", internal));
    return causes == 0 ? driven : fmt::format("{} and {}", text, driven);
  }

  static std::string pairs(std::uint64_t count) { return count_of(count, "pair"); }

  void add(std::string label, std::string text, ReportedNumbers numbers = {}) {
    reported_.coverage.push_back({std::move(label), std::move(text), std::move(numbers)});
  }

  void add_coverage() {
    add("corpus", totals(result_.corpus, which_of_corpus()), numbers(result_.corpus));
    for (const SmallProgramTotals& size : result_.small_programs) {
      add(count_of(size.operations, "operation"), small_programs(size), numbers(size.totals));
    }
    add("random programs", totals(result_.random), numbers(result_.random));
    add("data races", data_races(),
        {{"watched_pairs", fmt::to_string(result_.watched_pairs)},
         {"racy_pairs", fmt::to_string(result_.racy_pairs)},
         {"racy_pairs_alike", fmt::to_string(result_.alike_racy_pairs)}});
    for (const LeftOutTotals& left_out : result_.left_out) {
      add("left out",
          fmt::format("{}; {} with it", print_left_out(left_out.operations, names_),
                      count_of(left_out.programs, "corpus program")),
          {{"corpus_programs", fmt::to_string(left_out.programs)}});
    }
    add_known();
    if (result_.interrupted) add("interrupted", "there was more to search");
    if (!result_.lost.empty()) add("not done", result_.lost);
    add_other_steps();
    add_saved();
  }

  std::string saved_in(const Difference& difference) const {
    const auto file = report_.saved.find(difference.fingerprint());
    return file == report_.saved.end() ? "" : printable(file->second);
  }

  void add_saved() {
    std::vector<std::string> files;
    for (const auto& [fingerprint, file] : report_.saved) files.push_back(printable(file));
    if (files.empty()) return;
    add("saved", fmt::format("what crashed or hung: {}", fmt::join(files, ", ")),
        {{"files", fmt::to_string(files.size())}});
  }

  void add_other_steps() {
    if (result_.explained != 0) {
      add("other steps",
          fmt::format("{} of difference under diverged schedules were none by outcome sets",
                      count_of(result_.explained, "kind")),
          {{"kinds", fmt::to_string(result_.explained)}});
    }
    if (result_.undecided() != 0) {
      add("not compared",
          fmt::format("what follows when the sides take different steps, in larger programs: {} of "
                      "difference there, not decided by outcome sets",
                      count_of(result_.undecided(), "kind")),
          {{"kinds", fmt::to_string(result_.undecided())}});
    }
  }

  std::string_view which_of_corpus() const {
    if (result_.corpus_cut_short) return " (not all)";
    const bool is_whole = std::ranges::all_of(
        result_.left_out, [](const LeftOutTotals& left_out) { return left_out.programs == 0; });
    return is_whole ? " (all)" : " (all but those left out)";
  }

  void add_known() {
    for (const KnownDiscrepancies::Entry& entry : result_.known.entries()) {
      const std::string text =
          entry.times == 0 ? "not met"
                           : fmt::format(
                                 "passed over {}; what follows it in the same execution was "
                                 "sampled, not explored",
                                 count_of(entry.times, "time"));
      add("known", fmt::format("{}: {}", entry.fingerprint, text),
          {{"times", fmt::to_string(entry.times)}});
    }
  }

  static ReportedNumbers numbers(const SearchTotals& totals) {
    return {{"programs", fmt::to_string(totals.programs)},
            {"under_all_schedules", fmt::to_string(totals.complete)},
            {"pairs", fmt::to_string(totals.pairs)}};
  }

  static std::string small_programs(const SmallProgramTotals& size) {
    return fmt::format("{}of up to {} tasks, at once{}, {}; {}",
                       size.all ? count_of(size.totals.programs, "program") + " " : "programs ",
                       size.tasks, size.by_histories ? ", by their histories" : "",
                       size.all ? "under all schedules" : "not all",
                       count_of(size.totals.pairs, "pair"));
  }

  std::string data_races() const {
    if (!result_.watched_races) return "not watched: this build is without ThreadSanitizer";
    return fmt::format("watched for by ThreadSanitizer in {} of executions, seen in {}",
                       count_of(result_.watched_pairs, "pair"), racy_pairs());
  }

  std::string racy_pairs() const {
    const std::uint64_t alike = result_.alike_racy_pairs;
    if (result_.racy_pairs == 0) return "none";
    std::string racy = group_digits(result_.racy_pairs);
    if (alike == 0) return racy;
    if (alike == result_.racy_pairs) return racy + ", on both sides alike";
    return fmt::format("{}, in {} of these on both sides alike", racy, group_digits(alike));
  }

  static std::string totals(const SearchTotals& totals, std::string_view which = "") {
    return fmt::format("{}{}, {} under all schedules; {}", count_of(totals.programs, "program"),
                       which, group_digits(totals.complete), count_of(totals.pairs, "pair"));
  }

  const CheckReport& report_;
  const CheckResult& result_;
  const SideNames names_;
  ReportedComparison reported_;
};

}  // namespace

void explain_findings(PairRunner& pair, CheckReport& report, const std::function<bool()>& hurry) {
  SourcePositions positions;
  for (const Discrepancy& found : report.result.reachable) {
    report.reachable.push_back(explain_discrepancy(pair, found, positions, hurry));
  }
  for (const Discrepancy& found : report.result.internal) {
    report.internal.push_back(explain_discrepancy(pair, found, positions, hurry));
  }
  for (const Discrepancy& note : report.result.out_of_contract) {
    report.out_of_contract.push_back(explain_discrepancy(pair, note, positions, hurry));
  }
}

ReportedComparison reported(const CheckReport& report) { return CheckReporter(report).report(); }

}  // namespace lockstep
