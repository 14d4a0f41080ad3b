// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lockstep/base/quote.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class CheckCoverage {
 public:
  explicit CheckCoverage(const CheckReport& report)
      : report_(report),
        result_(report.result),
        names_{report.sides.reference->name, report.sides.variant->name} {}

  std::vector<ReportedCoverage> rows() {
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
    return std::move(rows_);
  }

 private:
  void add(std::string label, std::string text, ReportedNumbers numbers = {}) {
    rows_.push_back({std::move(label), std::move(text), std::move(numbers)});
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
    if (!result_.watched_races) return "not watched by this build";
    return fmt::format("watched for {}in {} of executions, seen in {}",
                       result_.asked_sanitizer ? "by ThreadSanitizer " : "",
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
  std::vector<ReportedCoverage> rows_;
};

}  // namespace

std::vector<ReportedCoverage> coverage_of(const CheckReport& report) {
  return CheckCoverage(report).rows();
}

}  // namespace lockstep
