// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/difference.h"
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/outcome_reports.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr std::size_t kNameWidth = 46;
constexpr std::size_t kCountWidth = 12;

struct ReasonText {
  LeftOutReason reason;
  std::string_view text;
};

constexpr std::array<ReasonText, 6> kReasons = {{
    {LeftOutReason::kFault, "inject a fault"},
    {LeftOutReason::kRaces, "race by overflow whatever the implementation"},
    {LeftOutReason::kLacking, "have an operation that it lacks"},
    {LeftOutReason::kTooLarge, "have more states than --memory has room for"},
    {LeftOutReason::kNotExplorable, "cannot be explored"},
    {LeftOutReason::kCrashes, "crash, or run out of steps, under some schedule"},
}};

/// What one operation of an outcome told its caller.
std::string describe_told(const Program& program, const OperationRecord& record) {
  std::string text = describe_operation(program, record) + ": ";
  if (record.has(OperationRecord::kSkipped)) return text + "skipped";
  text += describe_result(record.operation_code(), record.result);
  for (const ObjectKind& kind : kSubject.kinds) {
    for (const Flag& flag : kind.flags) {
      if (flag.is_told && record.has(flag.bit)) text += fmt::format(", {}", flag.name);
    }
  }
  return text;
}

class StressPrinter : private ReportText {
 public:
  explicit StressPrinter(const StressResult& result) : result_(result) {}

  std::string print() {
    for (const StressedImplementation& stressed : result_.implementations) {
      print_table(stressed);
      print_left_out(stressed);
      for (const StressedProgram& program : stressed.programs) print_findings(stressed, program);
    }
    print_meaning();
    return std::move(text_);
  }

 private:
  void add_row(std::string_view name, std::string_view iterations, std::string_view explored,
               std::string_view reached) {
    add("  {:<{}}{:>{}}{:>{}}{:>{}}\n", name, kNameWidth, iterations, kCountWidth, explored,
        kCountWidth, reached, kCountWidth);
  }

  void print_table(const StressedImplementation& stressed) {
    add("{} on real threads, seed {}\n\n", stressed.implementation->name, result_.seed);
    add_row("", "iterations", "outcomes", "reached");
    StressedProgram sum;
    for (const StressedProgram& program : stressed.programs) {
      // A long name stands on a line of its own.
      const bool fits = program.name.size() < kNameWidth;
      if (!fits) add("  {}\n", program.name);
      add_row(fits ? program.name : "", group_digits(program.iterations),
              group_digits(program.explored), group_digits(program.reached));
      sum.iterations += program.iterations;
      sum.explored += program.explored;
      sum.reached += program.reached;
    }
    add_row(count_of(stressed.programs.size(), "program"), group_digits(sum.iterations),
            group_digits(sum.explored), group_digits(sum.reached));
    text_ += '\n';
  }

  void print_left_out(const StressedImplementation& stressed) {
    if (stressed.left_out.empty()) return;
    add("Left out: {}\n", count_of(stressed.left_out.size(), "program"));
    for (const ReasonText& reason : kReasons) {
      std::string names;
      for (const LeftOutProgram& program : stressed.left_out) {
        if (program.reason == reason.reason) names += (names.empty() ? "" : ", ") + program.name;
      }
      if (!names.empty()) add_wrapped("  ", fmt::format("{}: {}", reason.text, names));
    }
    text_ += '\n';
  }

  void print_findings(const StressedImplementation& stressed, const StressedProgram& program) {
    if (!program.outside && program.races.empty()) return;
    for (const ThreadRace& race : program.races) print_race(stressed, program, race);
    if (program.outside) print_outside(stressed, program);
    add("  the program\n{}\n", prefix_lines(print_program(program.program), "    "));
  }

  void print_race(const StressedImplementation& stressed, const StressedProgram& program,
                  const ThreadRace& race) {
    add_wrapped("", fmt::format("Data race of {} on real threads: {}",
                                stressed.implementation->name, describe_race(race.race)));
    add("  in        {}, seed {}, first in iteration {}\n", program.name, result_.seed,
        group_digits(race.iteration));
    add_wrapped("  source    ", race.positions);
  }

  void print_outside(const StressedImplementation& stressed, const StressedProgram& program) {
    const OutsideOutcome& outside = *program.outside;
    add_wrapped("", fmt::format("{} showed on real threads what no interleaving shows that was "
                                "explored: {}",
                                stressed.implementation->name, why_outside(program)));
    add("  in        {}, seed {}, first in iteration {}, and in {} of {}\n", program.name,
        result_.seed, group_digits(outside.iteration), group_digits(outside.times),
        count_of(program.iterations, "iteration"));
    print_outcome(program.program, outside.shown);
    print_nearest(program.program, outside);
  }

  std::string_view why_outside(const StressedProgram& program) const {
    if (!program.shows_model_bug()) {
      return "after a data race anything may come, and it is not held against the model";
    }
    return result_.watched_races ? "a bug of the model"
                                 : "a bug of the model, unless it has a data race";
  }

  void print_outcome(const Program& program, const Observation& shown) {
    for (unsigned task = 0; task < program.tasks.size(); ++task) {
      std::string told;
      for (const OperationRecord& record : shown.operations) {
        if (record.task != task) continue;
        told += (told.empty() ? "" : "; ") + describe_told(program, record);
      }
      add_wrapped(fmt::format("  {:<8}  ", program.tasks[task].name), told);
    }
    for (const WarningRecord& warning : shown.warnings) {
      add_wrapped("  warning   ", describe_warning(warning) + (warning.repeated ? ", again" : ""));
    }
    add_wrapped("  end       ", describe_end(program, shown));
    print_objects(program, shown.final);
  }

  void print_objects(const Program& program, const FinalRecord& final) {
    for (unsigned kind = 0; kind < kSubject.kinds.size(); ++kind) {
      for (unsigned i = 0; i < count_objects(program, kind); ++i) {
        print_object(program, {kind, i}, final.objects[kind][i]);
      }
    }
  }

  static std::string summarize(const Program& program, const ObjectKind& kind,
                               const FieldValues& values) {
    std::string task;
    std::string text;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      const std::string value = describe_value(program, kind.fields[i], values[i]);
      if (kind.fields[i].is_task) task = value;
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kind.fields[i].name, value);
    }
    return kind.summarize ? kind.summarize(values, task) : text;
  }

  void print_object(const Program& program, ObjectPlace place, const FieldValues& values) {
    const ObjectKind& kind = kSubject.kinds[place.kind];
    add("  {:<10}{}\n", fmt::format("{} {}", kind.name, place.index),
        summarize(program, kind, values));
  }

  void print_nearest(const Program& program, const OutsideOutcome& outside) {
    if (!outside.nearest) return;
    const auto difference = first_difference(program, *outside.nearest, outside.shown);
    if (!difference) return;
    add("  the most similar outcome that was explored differs\n{}",
        prefix_lines(print_difference(*difference, {"explored", "threads"}), "  "));
  }

  void print_meaning() {
    if (any([](const StressedProgram& program) { return program.shows_model_bug(); })) {
      add_wrapped("",
                  "What real threads showed beyond what was explored is a mistake in what Lockstep "
                  "takes the kernel to do. Please report it, with all of the above.");
    } else if (any([](const StressedProgram& program) { return !program.races.empty(); })) {
      add_wrapped("", "Refuted: real threads showed a data race.");
    } else if (any([](const StressedProgram& /*program*/) { return true; })) {
      add_wrapped("", "Everything that real threads showed is among what was explored.");
    }
    add_wrapped("",
                "How many outcomes they reach is up to the machine and to chance, and differs from "
                "run to run: what they did not reach is not impossible.");
    add_wrapped("", fmt::format("Not shown: weaker memory than this machine's, {}.",
                                describe_out_of_reach()));
    if (!result_.watched_races) {
      add_wrapped("",
                  "This build does not watch for data races; a build with ThreadSanitizer does.");
    }
  }

  template <typename Predicate>
  bool any(Predicate predicate) const {
    return std::ranges::any_of(result_.implementations, [&](const auto& stressed) {
      return std::ranges::any_of(stressed.programs, predicate);
    });
  }

  const StressResult& result_;
};

}  // namespace

std::string print_stress_report(const StressResult& result) {
  return StressPrinter(result).print();
}

}  // namespace lockstep
