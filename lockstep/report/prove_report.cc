// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/exec/supported_operations.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class ProveReporter {
 public:
  explicit ProveReporter(const ProveReport& report)
      : report_(report),
        bound_(report.options.bound),
        result_(report.result),
        names_{report.sides.reference->name, report.sides.variant->name},
        left_out_(find_left_out(*report.sides.reference, *report.sides.variant, Faults::kLeftOut)) {
  }

  ReportedComparison report() {
    reported_.sides = report_.sides;
    reported_.verdict = result_.verdict;
    reported_.verdict_text = verdict();
    if (report_.refutation) {
      reported_.findings.push_back(
          reported_finding(*report_.refutation, "by comparing all programs up to this size"));
    }
    reported_.searched = "Compared";
    reported_.configurations = report_.options.configurations;
    reported_.changes = report_.changes;
    for (const ProofLevel& level : result_.levels) reported_.coverage.push_back(coverage(level));
    if (result_.unfinished) reported_.coverage.push_back(coverage(*result_.unfinished));
    for (const LeftOutOperations& operations : left_out_) {
      reported_.coverage.push_back({"left out", print_left_out(operations, names_)});
    }
    reported_.not_shown = not_shown();
    return std::move(reported_);
  }

 private:
  std::string bound() const {
    return fmt::format("up to {} of up to {}, on {}{}", count_of(bound_.tasks, "task"),
                       count_of(bound_.operations, "operation"),
                       count_of(bound_.objects, kObjectKind.title),
                       kHasOwners ? " of " + count_of(bound_.owners, kOwnerKind.title) : "");
  }

  std::string verdict() const {
    switch (result_.verdict) {
      case Verdict::kRefuted:
        return fmt::format("REFUTED by a program of {}; {}",
                           count_of(count_operations(*result_.refuting), "operation"),
                           result_.no_smaller_refutes
                               ? "none of fewer operations refutes"
                               : "not all of fewer operations were compared");
      case Verdict::kUpheld:
        return fmt::format(
            "UPHELD: no difference in any of the {} programs of {}, under any schedule",
            group_digits(all_programs().get_str()), bound());
      case Verdict::kInconclusive:
        break;
    }
    if (is_nothing_run(report_.changes)) return inconclusive(*report_.changes);
    return fmt::format("INCONCLUSIVE: {}{}", why_inconclusive(), what_is_known());
  }

  std::string why_inconclusive() const {
    if (result_.unfinished) return why_unfinished(*result_.unfinished);
    if (result_.needs_smaller_bound) {
      return fmt::format(
          "the sides take different steps and have different histories, so programs have to be "
          "compared one by one, which is done for up to 3 tasks, 1 {}{}",
          kObjectKind.title, kHasOwners ? fmt::format(" and 1 {}", kOwnerKind.title) : "");
    }
    const ProofLevel& last = result_.levels.back();
    if (last.undecided != 0) {
      return fmt::format("{} of {} have more outcomes than --memory has room for",
                         count_of(last.undecided, "program"),
                         count_of(last.operations, "operation"));
    }
    return fmt::format("programs of {} have more states than --memory has room for",
                       count_of(last.operations, "operation"));
  }

  static std::string why_unfinished(const UnfinishedLevel& level) {
    switch (level.why) {
      case UnfinishedLevel::Why::kInterrupted:
        return "interrupted";
      case UnfinishedLevel::Why::kTime:
        return "the time was over";
      case UnfinishedLevel::Why::kProcesses:
        break;
    }
    return level.text;
  }

  // What is known from the sizes that were compared as a whole.
  std::string what_is_known() const {
    if (most_compared() == 0) return "; nothing was compared as a whole";
    return fmt::format(
        "; no difference in any of the {} programs of up to {}; larger ones were not all compared",
        group_digits(all_programs().get_str()), count_of(most_compared(), "operation"));
  }

  unsigned most_compared() const {
    unsigned most = 0;
    for (const ProofLevel& level : result_.levels) {
      if (level.complete) most = level.operations;
    }
    return most;
  }

  // The number of programs of the sizes that were compared as a whole.
  InterleavingCount all_programs() const {
    InterleavingCount sum;
    for (const ProofLevel& level : result_.levels) {
      if (!level.complete) continue;
      if (is_at_once(level.method)) sum = 0;  // it includes those before
      sum += level.programs;
    }
    return sum;
  }

  static ReportedCoverage coverage(const ProofLevel& level) {
    const bool up_to = is_at_once(level.method) && level.operations > 1;
    ReportedCoverage row;
    row.label = (up_to ? "up to " : "") + count_of(level.operations, "operation");
    row.text = describe(level);
    row.numbers = {{"programs", level.programs.get_str()},
                   {"pairs_of_states", fmt::to_string(level.states)},
                   {"executions", fmt::to_string(level.executions)},
                   {"states_with_races", fmt::to_string(level.race_states)},
                   {"undecided", fmt::to_string(level.undecided)}};
    if (level.method == ProofMethod::kLockstep && level.complete) {
      row.numbers.emplace_back("interleavings", level.interleavings.get_str());
    }
    return row;
  }

  static ReportedCoverage coverage(const UnfinishedLevel& level) {
    const bool up_to = is_at_once(level.method) && level.operations > 1;
    return {"not finished",
            fmt::format("programs of {}{}: {} of {} are done", up_to ? "up to " : "",
                        count_of(level.operations, "operation"), level.parts_done,
                        count_of(level.parts, "part")),
            {{"operations", fmt::to_string(level.operations)},
             {"parts", fmt::to_string(level.parts)},
             {"parts_done", fmt::to_string(level.parts_done)}}};
  }

  static std::string describe(const ProofLevel& level) {
    std::string text = fmt::format("{} programs", group_digits(level.programs.get_str()));
    if (level.method == ProofMethod::kLockstep && level.complete) {
      text += fmt::format(" with {} interleavings", group_digits(level.interleavings.get_str()));
    }
    text += describe(level.method);
    text += fmt::format("; {} of states, {}", count_of(level.states, "pair"),
                        count_of(level.executions, "execution"));
    if (level.race_states != 0) {
      text += fmt::format("; {} for data races", count_of(level.race_states, "state"));
    }
    return text + (level.complete ? "" : "; not all");
  }

  static const char* describe(ProofMethod method) {
    switch (method) {
      case ProofMethod::kLockstep:
        return ", in lockstep";
      case ProofMethod::kHistories:
        return ", by their histories";
      case ProofMethod::kOutcomes:
        break;
    }
    return ", one by one, by outcome sets where the sides take different steps";
  }

  // Programs that are made one by one are made without running them: see docs/exploration.md.
  std::string not_shown() const {
    const bool one_by_one = std::ranges::any_of(result_.levels, [](const ProofLevel& level) {
      return level.method == ProofMethod::kOutcomes;
    });
    return describe_not_shown(fmt::format(
        "anything about larger programs, {}{}{}{}{}operations beyond the contract",
        with_primitives() ? "" : primitives_left_out(),
        one_by_one ? "programs with a call that is only permitted because another failed, " : "",
        left_out_.empty() ? "" : "operations that were left out, ",
        result_.watched_races ? "" : "data races, ",
        kHasOwners ? fmt::format("{} starting at anything but 0, ", kOwnerKind.start_field) : ""));
  }

  static std::string primitives_left_out() {
    return fmt::format("{} called directly (--primitives), ", kSubject.phrases.primitives);
  }

  // Or there are none.
  bool with_primitives() const {
    return report_.options.operations.has_primitives() || kSubject.phrases.primitives.empty();
  }

  const ProveReport& report_;
  const ProgramBound& bound_;
  const ProofResult& result_;
  const SideNames names_;
  const std::vector<LeftOutOperations> left_out_;
  ReportedComparison reported_;
};

}  // namespace

ReportedComparison reported(const ProveReport& report) { return ProveReporter(report).report(); }

}  // namespace lockstep
