// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/base/messages.h"
#include "lockstep/check/replay.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

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
      status = worse(status, exit_status(replayed.verdict()));
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
    SourcePositions positions;
    report.decided = replay_own_schedule(pair, program, positions);
    if (report.decided.replayed.mismatch) warn_mismatch(report.decided.replayed);
    decide_by_outcome_sets(pair, report.decided);
    report.changes = implementations_.changes(operations_of(program));
    return report;
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
