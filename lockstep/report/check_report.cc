// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "lockstep/base/quote.h"
#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/program/bound_subject.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class CheckReporter {
 public:
  explicit CheckReporter(const CheckReport& report) : report_(report), result_(report.result) {}

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
    reported_.coverage = coverage_of(report_);
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
        fmt::format("{} with {} called directly",
                    internal == 1 ? "1 internal discrepancy"
                                  : fmt::format("{} internal discrepancies", internal),
                    kSubject.phrases.any_primitive);
    return causes == 0 ? driven : fmt::format("{} and {}", text, driven);
  }

  static std::string pairs(std::uint64_t count) { return count_of(count, "pair"); }

  std::string saved_in(const Difference& difference) const {
    const auto file = report_.saved.find(difference.fingerprint());
    return file == report_.saved.end() ? "" : printable(file->second);
  }

  const CheckReport& report_;
  const CheckResult& result_;
  ReportedComparison reported_;
};

}  // namespace

void explain_findings(PairRunner& pair, CheckReport& report, const std::function<bool()>& hurry) {
  SourcePositions positions;
  const auto explain = [&](const std::vector<Discrepancy>& all,
                           std::vector<ExplainedDiscrepancy>& explained) {
    for (const Discrepancy& found : all) {
      explained.push_back(explain_discrepancy(pair, found, positions, hurry));
    }
  };
  explain(report.result.reachable, report.reachable);
  explain(report.result.internal, report.internal);
  explain(report.result.out_of_contract, report.out_of_contract);
}

ReportedComparison reported(const CheckReport& report) { return CheckReporter(report).report(); }

}  // namespace lockstep
