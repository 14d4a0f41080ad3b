// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/check_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/left_out.h"
#include "lockstep/report/numbers.h"
#include "lockstep/report/report_text.h"
#include "lockstep/report/wrap.h"

namespace lockstep {
namespace {

// Most variants have few discrepancies, and one that has many is first of all one to look at.
constexpr std::size_t kShownInFull = 5;
constexpr std::size_t kNotesShown = 8;

class CheckPrinter : private ReportText {
 public:
  explicit CheckPrinter(const CheckReport& report)
      : report_(report),
        result_(report.result),
        names_{report.sides.reference->name, report.sides.variant->name} {}

  std::string print() {
    text_ += print_claim(report_.sides);
    add("Verdict  {}\n", verdict());
    for (std::size_t i = 0; i < result_.reachable.size(); ++i) print_found(i);
    if (result_.reachable.size() > kShownInFull) {
      add("\nThe first {} are shown in full; --save DIR writes the reproducers of all.\n",
          kShownInFull);
    }
    print_notes();
    print_searched();
    return std::move(text_);
  }

 private:
  std::string verdict() const {
    switch (result_.verdict) {
      case Verdict::kRefuted:
        return fmt::format("REFUTED by {}", result_.reachable.size() == 1
                                                ? "1 reachable discrepancy"
                                                : fmt::format("{} reachable discrepancies",
                                                              result_.reachable.size()));
      case Verdict::kUpheld:
        return fmt::format(
            "UPHELD within the bounds of the search below: no reachable discrepancy{}",
            result_.known.times() == 0 ? "" : " but those known");
      case Verdict::kInconclusive:
        break;
    }
    if (result_.interrupted) return "INCONCLUSIVE: interrupted before anything was found";
    return result_.pairs() == 0 ? "INCONCLUSIVE: nothing was compared"
                                : "INCONCLUSIVE: nothing was compared to the end, see below";
  }

  void print_found(std::size_t index) {
    const Discrepancy& found = result_.reachable[index];
    add("{}Discrepancy {}: {}\n", index <= kShownInFull ? "\n" : "", index + 1, print_title(found));
    if (index >= kShownInFull) return;
    text_ += print_discrepancy(found, report_.replays[index], report_.sides,
                               "after " + count_of(found.found_after, "pair"));
  }

  void print_notes() {
    if (result_.out_of_contract.empty()) return;
    add("\nNotes: out of contract, seen only after an injected fault or a primitive called\n"
        "against its contract; these do not count against the claim\n");
    std::size_t shown = 0;
    for (const Discrepancy& note : result_.out_of_contract) {
      if (++shown > kNotesShown) break;
      add("\n  {}, fingerprint {}\n", name_of(note.difference.kind()),
          note.difference.fingerprint());
      text_ += print_difference(note.difference, names_);
      text_ += prefix_lines(print_program(note.reproducer), "    ");
    }
    if (result_.out_of_contract.size() > kNotesShown) {
      add("\n  and {} more; --save DIR writes the programs of all\n",
          group_digits(result_.out_of_contract.size() - kNotesShown));
    }
  }

  void print_searched() {
    text_ += '\n';
    for (const std::string& line : wrap("Searched under" + configurations(), kReportWidth)) {
      add("{}\n", line);
    }
    add("  corpus            {}\n", totals(result_.corpus, which_of_corpus()));
    for (const SmallProgramTotals& size : result_.small_programs) {
      add("  {:<17} {}\n", count_of(size.operations, "operation"), small_programs(size));
    }
    add("  random programs   {}\n", totals(result_.random));
    add("  data races        {}\n", data_races());
    for (const LeftOutTotals& left_out : result_.left_out) {
      add_wrapped("  left out          ",
                  fmt::format("{}; {} with it", print_left_out(left_out.operations, names_),
                              count_of(left_out.programs, "corpus program")));
    }
    print_known();
    if (result_.interrupted) add("  interrupted       there was more to search\n");
    if (result_.explained != 0) {
      add("  other steps       {} of difference under diverged schedules were none by outcome "
          "sets\n",
          count_of(result_.explained, "kind"));
    }
    if (result_.undecided != 0) {
      add("  not compared      what follows when the sides take different steps, in larger "
          "programs:\n"
          "                    {} of difference there, not decided by outcome sets\n",
          count_of(result_.undecided, "kind"));
    }
  }

  std::string_view which_of_corpus() const {
    if (result_.corpus_cut_short) return " (not all)";
    const bool is_whole = std::ranges::all_of(
        result_.left_out, [](const LeftOutTotals& left_out) { return left_out.programs == 0; });
    return is_whole ? " (all)" : " (all but those left out)";
  }

  void print_known() {
    for (const KnownDiscrepancies::Entry& entry : result_.known.entries()) {
      add("  known             {}: {}\n", entry.fingerprint,
          entry.times == 0 ? "not met"
                           : fmt::format("passed over {}; what follows it in the same execution\n"
                                         "                    was sampled, not explored",
                                         count_of(entry.times, "time")));
    }
  }

  static std::string small_programs(const SmallProgramTotals& size) {
    if (size.tasks == 0) return totals(size.totals, size.all ? " (all)" : " (not all)");
    return fmt::format("{}of up to {} tasks, at once, {}; {}",
                       size.all ? count_of(size.totals.programs, "program") + " " : "programs ",
                       size.tasks, size.all ? "under all schedules" : "not all",
                       count_of(size.totals.pairs, "pair"));
  }

  std::string data_races() const {
    if (!result_.watched_races) return "not watched: this build is without ThreadSanitizer";
    return fmt::format("watched for by ThreadSanitizer in {} of executions, seen in {}",
                       count_of(result_.watched_pairs, "pair"),
                       result_.racy_pairs == 0 ? "none" : group_digits(result_.racy_pairs));
  }

  std::string configurations() const {
    std::string text;
    const char* separator = " ";
    for (const Configuration& configuration : result_.configurations) {
      text += separator + print_configuration(configuration);
      separator = ", ";
    }
    return text;
  }

  static std::string totals(const SearchTotals& totals, std::string_view which = "") {
    return fmt::format("{}{}, {} under all schedules; {}", count_of(totals.programs, "program"),
                       which, group_digits(totals.complete), count_of(totals.pairs, "pair"));
  }

  const CheckReport& report_;
  const CheckResult& result_;
  const SideNames names_;
};

}  // namespace

std::string print_check_report(const CheckReport& report) { return CheckPrinter(report).print(); }

}  // namespace lockstep
