// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "lockstep/base/signal_handlers.h"
#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/progress_line.h"
#include "lockstep/reduce/find_difference.h"
#include "lockstep/reduce/reduce.h"
#include "lockstep/report/comparison_reports.h"

namespace lockstep {
namespace {

class ProveCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    implementations_.add_primitives_to(command);
    add_number(command, "--tasks", tasks_, "Tasks of a program, at most");
    add_number(command, "--ops", operations_, "Operations of a task, at most");
    add_number(command, option_of(kObjectKind), objects_, describe_option(kObjectKind));
    if (kHasOwners) {
      add_number(command, option_of(kOwnerKind), owners_, describe_option(kOwnerKind));
    }
    command
        .add_option("--config", configurations_,
                    "Kernel configurations, e.g. DEBUG_VM=on,LOCKDEP=off (default: every one)")
        ->type_name("OPTION=on|off,...");
    command.add_option("--jobs", jobs_, "Processes (default: one per processor)")->type_name("N");
    command.add_option("--memory", memory_, "Give up past this much memory, per process")
        ->capture_default_str()
        ->type_name("SIZE");
    command
        .add_option("--checkpoint", checkpoint_,
                    "Keep what is done in this file, and go on from there")
        ->type_name("FILE");
    command.add_option("--time", time_, "End after so much time, with what is done by then")
        ->type_name("TIME");
    command.add_flag("--verify-states", verify_,
                     "Keep whole states and compare them, not only their hashes (slow)");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    ProveReport report;
    report.options = make_options();
    output_.validate();
    implementations_.import(quiet_);
    if (!implementations_.count_primitives()) report.options.operations.remove_primitives();
    report.sides.reference = &implementations_.resolve_reference();
    report.sides.variant = &implementations_.resolve_one_variant("to prove something about");
    report.sides.reference_argument = implementations_.given_reference();
    report.sides.variant_argument = implementations_.variants.front();
    report.sides.tree_arguments = implementations_.revisions.arguments();
    if (!checkpoint_.empty()) report.options.identity = identify();
    const Interrupt interrupt;
    {
      ProofProgressLine line(quiet_);
      report.result = prove(*report.sides.reference, *report.sides.variant, report.options,
                            [&](const ProofProgress& progress) { line.show(progress); });
    }
    report.changes =
        implementations_.changes(OperationSet::within_contract() & report.options.operations);
    report.result.verdict = earned(report.result.verdict, report.changes);
    if (report.result.refuting) explain(report);
    Report printed = new_report("prove");
    printed.comparisons.push_back(reported(report));
    output_.write(printed);
    return exit_status(report.result.verdict);
  }

 private:
  static std::string option_of(const ObjectKind& kind) { return fmt::format("--{}s", kind.name); }
  static std::string describe_option(const ObjectKind& kind) {
    return fmt::format("{}s of a program, at most", kind.title);
  }

  static void add_number(CLI::App& command, const std::string& name, std::string& value,
                         const std::string& what) {
    command.add_option(name, value, what)->capture_default_str()->type_name("N");
  }

  ProofOptions make_options() const {
    ProofOptions options;
    options.bound.tasks = parse_bounded("--tasks", tasks_, kMostProofTasks);
    options.bound.operations = parse_bounded("--ops", operations_, kMaxOperationsPerTask);
    options.bound.objects = parse_bounded(option_of(kObjectKind), objects_, kMaxObjects);
    options.bound.owners = parse_bounded(option_of(kOwnerKind), owners_, kOwnerCount);
    options.configurations = parse_configurations(configurations_);
    options.jobs = parse_jobs(jobs_);
    options.memory = parse_size("--memory", memory_);
    options.checkpoint = checkpoint_;
    options.verify = verify_;
    options.interrupted = &Interrupt::asked;
    if (!time_.empty()) options.time = parse_duration("--time", time_);
    return options;
  }

  // Everything that the result of the proof depends on.
  std::string identify() const {
    return fmt::format(
        "{}, {}--tasks {} --ops {} {} {} {} {} --config '{}'", implementations_.identify(),
        implementations_.count_primitives() ? "--primitives " : "", tasks_, operations_,
        option_of(kObjectKind), objects_, option_of(kOwnerKind), owners_, configurations_);
  }

  // What refutes is explained like any other discrepancy: reduced, replayed, and with its source
  // lines.
  static void explain(ProveReport& report) {
    Executor executor;
    PairRunner pair(executor, *report.sides.reference, *report.sides.variant);
    const auto found = find_difference(pair, *report.result.refuting);
    if (!found) throw NotReproducible("the difference that was found does not show again");
    const auto reduced = reduce_discrepancy(pair, *found, TaskNames::kByRole);
    if (!reduced) throw NotReproducible("the difference that was found does not show again");
    SourcePositions positions;
    report.refutation = explain_discrepancy(pair, *reduced, positions);
  }

  static constexpr unsigned kMostProofTasks = 4;

  ImplementationOptions implementations_;
  ReportOptions output_;
  std::string tasks_ = "2";
  std::string operations_ = "3";
  std::string objects_ = "1";
  std::string owners_ = "1";
  std::string configurations_;
  std::string jobs_;
  std::string memory_ = "4G";
  std::string checkpoint_;
  std::string time_;
  bool verify_ = false;
  bool quiet_ = false;
};

}  // namespace

void add_prove_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("prove", "All programs up to a bound, under all interleavings");
  const auto prove = std::make_shared<ProveCommand>();
  prove->add_to(*command);
  command->callback([prove, &chosen] { chosen = [prove] { return prove->run(); }; });
}

}  // namespace lockstep
