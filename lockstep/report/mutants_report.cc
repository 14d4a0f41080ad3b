// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/mutants_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

std::string said_of(const Mutant& mutant) {
  if (mutant.is_equivalent()) return "equivalent";
  std::string text;
  for (const DifferenceKind kind : mutant.kinds) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", name_of(kind));
  }
  return text + (mutant.out_of_contract ? ", out of contract" : "");
}

std::uint64_t count(const MutantsReport& report, const auto& is) {
  return static_cast<std::uint64_t>(std::ranges::count_if(report.runs, is));
}

bool is_killed_bug(const MutantRun& run) {
  return !run.mutant.is_equivalent() && run.fate == MutantFate::kKilled;
}

std::string slowest(const MutantsReport& report) {
  const MutantRun* slowest = nullptr;
  for (const MutantRun& run : report.runs) {
    if (is_killed_bug(run) && (!slowest || run.time > slowest->time)) slowest = &run;
  }
  if (!slowest || !report.with_time) return "";
  return fmt::format("; the slowest, {}, after {}", slowest->mutant.name,
                     describe_seconds(slowest->time));
}

class MutantsPrinter {
 public:
  explicit MutantsPrinter(const MutantsReport& report) : report_(report) {
    for (const MutantRun& run : report.runs) {
      name_width_ = std::max(name_width_, run.mutant.name.size());
    }
  }

  std::string print() {
    text_ = fmt::format("Seeded bugs, each checked until it shows: seed {}, {}\n\n",
                        report_.options.seed, describe_budget(report_));
    for (const MutantRun& run : report_.runs) print_row(run);
    text_ += "\n" + describe_totals(report_) + "\n";
    print_other_kinds();
    print_equivalents();
    return std::move(text_);
  }

 private:
  void print_row(const MutantRun& run) {
    std::string row =
        fmt::format("  {:<{}}  {:<10}", run.mutant.name, name_width_, describe_fate(run));
    if (run.fate != MutantFate::kNotRun) {
      row += fmt::format("  {:<24}  {:>9} pairs", describe_found(run), group_digits(run.pairs));
      if (report_.with_time) row += fmt::format("  {:>6}", describe_seconds(run.time));
    }
    text_ += row + "\n";
  }

  void print_other_kinds() {
    for (const MutantRun& run : report_.runs) {
      if (run.found_as_said()) continue;
      text_ += wrap_behind("note: ",
                           fmt::format("{} was killed by: {}; its file says: {}", run.mutant.name,
                                       describe_found(run), said_of(run.mutant)));
    }
  }

  void print_equivalents() {
    for (const MutantRun& run : report_.runs) {
      if (!run.mutant.is_equivalent()) continue;
      text_ += wrap_behind("equivalent: ",
                           fmt::format("{}: {}", run.mutant.name, run.mutant.equivalent));
    }
  }

  const MutantsReport& report_;
  std::size_t name_width_ = 0;
  std::string text_;
};

}  // namespace

bool MutantsReport::all_as_they_should() const {
  return std::ranges::all_of(runs, &MutantRun::as_it_should);
}

std::string describe_seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1000);
}

std::string_view describe_fate(const MutantRun& run) {
  switch (run.fate) {
    case MutantFate::kKilled:
      return "killed";
    case MutantFate::kSurvived:
      return run.mutant.is_equivalent() ? "equivalent" : "SURVIVED";
    case MutantFate::kNotRun:
      break;
  }
  return "not run";
}

std::string describe_found(const MutantRun& run) {
  if (!run.found) return "";
  const std::string_view kind = name_of(run.found->difference.kind());
  const DiscrepancyClass found = run.found->discrepancy_class();
  if (found == DiscrepancyClass::kReachable) return std::string(kind);
  return fmt::format("{}, {}", kind, name_of(found));
}

std::string describe_budget(const MutantsReport& report) {
  if (report.options.runs) return "up to " + count_of(*report.options.runs, "pair");
  return "up to " + describe_seconds(report.options.time);
}

std::string describe_totals(const MutantsReport& report) {
  const auto bugs = count(report, [](const MutantRun& run) {
    return run.fate != MutantFate::kNotRun && !run.mutant.is_equivalent();
  });
  const auto not_run =
      count(report, [](const MutantRun& run) { return run.fate == MutantFate::kNotRun; });
  std::string text = fmt::format("{} of {} killed", count(report, is_killed_bug), bugs);
  if (not_run != 0)
    text += fmt::format("; {} not run: this build watches for no data races", not_run);
  return text + slowest(report);
}

std::string print_mutants_report(const MutantsReport& report) {
  return MutantsPrinter(report).print();
}

}  // namespace lockstep
