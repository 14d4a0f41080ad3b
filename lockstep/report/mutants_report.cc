// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/mutants_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/numbers.h"
#include "lockstep/report/wrap.h"

namespace lockstep {
namespace {

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1000);
}

std::string_view result_of(const MutantRun& run) {
  switch (run.fate) {
    case MutantFate::kKilled:
      return "killed";
    case MutantFate::kSurvived:
      return run.mutant.is_equivalent() ? "equivalent" : "SURVIVED";
    case MutantFate::kNotRun:
      break;
  }
  return "needs ThreadSanitizer";
}

std::string kind_of(const MutantRun& run) {
  if (!run.found) return "";
  const bool reachable = run.found->discrepancy_class() == DiscrepancyClass::kReachable;
  return fmt::format("{}{}", name_of(run.found->difference.kind()),
                     reachable ? "" : ", out of contract");
}

std::string said_of(const Mutant& mutant) {
  if (mutant.is_equivalent()) return "equivalent";
  std::string text;
  for (const DifferenceKind kind : mutant.kinds) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", name_of(kind));
  }
  return text + (mutant.out_of_contract ? ", out of contract" : "");
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
                        report_.options.seed, budget());
    for (const MutantRun& run : report_.runs) print_row(run);
    text_ += "\n" + totals();
    print_other_kinds();
    print_equivalents();
    return std::move(text_);
  }

 private:
  std::string budget() const {
    if (report_.options.runs) return "up to " + count_of(*report_.options.runs, "pair");
    return "up to " + seconds(report_.options.time);
  }

  void print_row(const MutantRun& run) {
    std::string row = fmt::format("  {:<{}}  {:<10}", run.mutant.name, name_width_, result_of(run));
    if (run.fate != MutantFate::kNotRun) {
      row += fmt::format("  {:<24}  {:>9} pairs", kind_of(run), group_digits(run.pairs));
      if (report_.with_time) row += fmt::format("  {:>6}", seconds(run.time));
    }
    text_ += row + "\n";
  }

  std::uint64_t count(const auto& is) const {
    return static_cast<std::uint64_t>(std::ranges::count_if(report_.runs, is));
  }

  std::string totals() const {
    const auto is_bug = [](const MutantRun& run) {
      return run.fate != MutantFate::kNotRun && !run.mutant.is_equivalent();
    };
    const auto is_killed = [&](const MutantRun& run) {
      return is_bug(run) && run.fate == MutantFate::kKilled;
    };
    const auto not_run = count([](const auto& run) { return run.fate == MutantFate::kNotRun; });
    std::string text = fmt::format("{} of {} killed", count(is_killed), count(is_bug));
    if (not_run != 0) text += fmt::format("; {} not run, without ThreadSanitizer", not_run);
    return text + slowest(is_killed) + "\n";
  }

  std::string slowest(const auto& is_killed) const {
    const MutantRun* slowest = nullptr;
    for (const MutantRun& run : report_.runs) {
      if (is_killed(run) && (!slowest || run.time > slowest->time)) slowest = &run;
    }
    if (!slowest || !report_.with_time) return "";
    return fmt::format("; the slowest, {}, after {}", slowest->mutant.name, seconds(slowest->time));
  }

  void print_other_kinds() {
    for (const MutantRun& run : report_.runs) {
      if (run.found_as_said()) continue;
      text_ +=
          wrap_behind("note: ", fmt::format("{} was killed by: {}; its file says: {}",
                                            run.mutant.name, kind_of(run), said_of(run.mutant)));
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

std::string print_mutants_report(const MutantsReport& report) {
  return MutantsPrinter(report).print();
}

}  // namespace lockstep
