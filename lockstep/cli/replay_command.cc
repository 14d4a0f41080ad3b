// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "lockstep/base/messages.h"
#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/check/replay.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/reduce/find_difference.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// Of each side. Who replays a program waits for it: `lockstep explore` goes further.
constexpr std::uint64_t kStatesToDecide = 100'000;
constexpr std::size_t kMemoryToDecide = std::size_t{1} << 30;

class ReplayCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    file_.add_to(command);
    command
        .add_option("--config", configuration_,
                    "Run under this configuration instead of the program's own")
        ->type_name("OPTION=on|off,...");
    command.add_flag("--steps", steps_, "Show every access to shared state");
    output_.add_to(command);
  }

  ExitStatus run() {
    const LoadedProgram loaded = file_.load();
    const Program program = configured(loaded.program);
    output_.validate();
    implementations_.import(false);
    const lockstep_implementation& reference = implementations_.resolve_reference();
    file_.expect_supported(loaded, reference);
    for (const std::string& name : implementations_.variants) {
      file_.expect_supported(loaded, ImplementationOptions::resolve_variant(name));
    }
    Executor executor;
    ExitStatus status = ExitStatus::kUpheld;
    Report report = new_report("replay");
    for (const std::string& name : implementations_.variants) {
      executor.set_uninitialised(Uninitialised::kAsLeft);  // whatever others read
      PairRunner pair(executor, reference, ImplementationOptions::resolve_variant(name));
      const ReplayReport replayed = replay_one(pair, program, name);
      report.comparisons.push_back(reported(replayed));
      status = worse(status, exit_status(replayed.verdict));
    }
    output_.write(report);
    return status;
  }

 private:
  Program configured(Program program) const {
    if (configuration_.empty()) return program;
    program.configuration = parse_configuration(configuration_);
    return program;
  }

  ReplayReport replay_one(PairRunner& pair, const Program& program, const std::string& name) const {
    ReplayReport report;
    report.sides = {&pair.reference(), &pair.variant(), implementations_.given_reference(), name,
                    implementations_.revisions.arguments()};
    report.detail = steps_ ? InterleavingDetail::kSteps : InterleavingDetail::kOperations;
    const auto found = find_under_own_schedule(pair, program);
    report.replayed = found ? replay_discrepancy(pair, *found) : replay_pair(pair, program);
    ReplayedPair& replayed = report.replayed;
    SourcePositions positions;
    for (Difference& difference : replayed.differences) {
      add_sources(difference, replayed, positions);
    }
    if (replayed.mismatch) warn_mismatch(replayed);
    if (found) {
      report.verdict = Verdict::kRefuted;
      report.decision = describe_evidence(*found);
    } else if (!(replayed.reference.observation.steps == replayed.variant.observation.steps)) {
      decide(pair, program, report);
    }
    report.changes = implementations_.changes(operations_of(program));
    report.verdict = earned(report.verdict, report.changes);
    return report;
  }

  // In lockstep, the differences speak for themselves.
  static std::string describe_evidence(const Discrepancy& found) {
    const char* const side = found.in_variant ? "variant" : "reference";
    switch (found.evidence) {
      case Evidence::kLockstep:
        return "";
      case Evidence::kOutcomeSet:
        return fmt::format(
            "Only the {} shows this outcome, under the program's schedule; beside it "
            "is the nearest that the other side comes",
            side);
      case Evidence::kRaceSet:
        break;
    }
    if (found.races.only_in_this_order) {
      return fmt::format(
          "The {} has this data race where operations come one after the other; the other side has "
          "none where they come in the same order",
          side);
    }
    return fmt::format(
        "Only the {} has this data race, of all schedules that both were watched "
        "under",
        side);
  }

  // Under a diverged schedule a difference says nothing: what both sides can do at all decides.
  static void decide(PairRunner& pair, const Program& program, ReplayReport& report) {
    ExploreLimits limits;
    limits.states = kStatesToDecide;
    limits.memory = kMemoryToDecide;
    const OutcomeComparison comparison = compare_outcomes(pair, program, limits);
    const bool equal = comparison.differences.empty();
    report.decision = "The sides took different steps, so their outcome sets decide: ";
    report.verdict = !equal                ? Verdict::kRefuted
                     : comparison.complete ? Verdict::kUpheld
                                           : Verdict::kInconclusive;
    if (!comparison.complete) {
      report.decision +=
          equal ? fmt::format("undecided, more than {} states (lockstep explore goes further)",
                              group_digits(kStatesToDecide))
                : "different";
      return;
    }
    report.decision += fmt::format("{} over {} and {} interleavings", equal ? "equal" : "different",
                                   group_digits(comparison.reference.interleavings.get_str()),
                                   group_digits(comparison.variant.interleavings.get_str()));
  }

  static void warn_mismatch(const ReplayedPair& replayed) {
    const ScheduleRun& run = replayed.program.schedule[replayed.mismatch->run];
    say_note(fmt::format(
        "run {} of the schedule expects {} more of {}, which has blocked or ended by then",
        replayed.mismatch->run + 1, count_of(replayed.mismatch->steps_left, "step"),
        replayed.program.tasks[run.choice.task()].name));
  }

  ImplementationOptions implementations_;
  ReportOptions output_;
  ProgramFile file_;
  std::string configuration_;
  bool steps_ = false;
};

}  // namespace

void add_replay_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("replay", "Run one program file and show both interleavings side by side");
  const auto replay = std::make_shared<ReplayCommand>();
  replay->add_to(*command);
  command->callback([replay, &chosen] { chosen = [replay] { return replay->run(); }; });
}

}  // namespace lockstep
