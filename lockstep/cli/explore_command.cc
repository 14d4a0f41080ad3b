// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>

#include "lockstep/base/signal_handlers.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/report/outcome_reports.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

class ExploreCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    file_.add_to(command);
    command
        .add_option("--config", configuration_,
                    "Explore under this configuration instead of the program's own")
        ->type_name("OPTION=on|off,...");
    command.add_option("--memory", memory_, "Give up past this much memory")
        ->capture_default_str()
        ->type_name("SIZE");
    command
        .add_option("--outcomes", outcomes_,
                    "List at most so many outcomes of each side that the other has not")
        ->capture_default_str()
        ->type_name("N");
    command.add_flag("--verify-states", verify_,
                     "Keep whole states and compare them, not only their hashes (slow)");
    command.add_option("--time", time_, "End after so much time, with what is known by then")
        ->type_name("TIME");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    ExploreReport report;
    const LoadedProgram loaded = file_.load();
    report.program = loaded.program;
    if (!configuration_.empty()) {
      report.program.configuration = parse_configuration(configuration_);
    }
    report.memory = parse_size("--memory", memory_);
    const std::uint64_t outcomes = parse_number("--outcomes", outcomes_);
    if (!time_.empty()) most_time_ = parse_duration("--time", time_);
    output_.validate();
    implementations_.import(quiet_);
    report.reference = &implementations_.resolve_reference();
    report.variant = &implementations_.resolve_one_variant("to explore");
    file_.expect_supported(loaded, *report.reference);
    file_.expect_supported(loaded, *report.variant);
    ExploreLimits limits;
    limits.memory = report.memory;
    limits.verify = verify_;
    explore(report, limits, outcomes);
    report.changes = implementations_.changes(operations_of(report.program));
    output_.write(output_.wants_json() ? print_explore_json(report, new_report("explore"))
                                       : print_explore_report(report));
    return exit_status(verdict_of(report));
  }

 private:
  // Explores until everything is known, the time is over, or the user interrupts it.
  void explore(ExploreReport& report, ExploreLimits limits, std::uint64_t outcomes) const {
    const Interrupt interrupt;
    TerminalLine line(quiet_);
    limits.stop = [&](std::uint64_t executions) {
      if (line.is_due()) {
        line.show({print_clock(line.seconds()) + " passed", count_of(executions, "execution")});
      }
      const std::chrono::duration<double> passed(line.seconds());
      report.ended_early |= Interrupt::asked() || (most_time_ && passed >= *most_time_);
      return report.ended_early;
    };
    Executor executor;
    PairRunner pair(executor, *report.reference, *report.variant);
    report.explored = explore_program(pair, report.program, limits, outcomes);
  }

  ImplementationOptions implementations_;
  OutputOptions output_;
  ProgramFile file_;
  std::string configuration_;
  std::string memory_ = "2G";
  std::string outcomes_ = "100";
  std::string time_;
  std::optional<std::chrono::milliseconds> most_time_;
  bool verify_ = false;
  bool quiet_ = false;
};

}  // namespace

void add_explore_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command = app.add_subcommand(
      "explore",
      "All interleavings of one program: counts, outcomes, and whether both sides agree");
  const auto explore = std::make_shared<ExploreCommand>();
  explore->add_to(*command);
  command->callback([explore, &chosen] { chosen = [explore] { return explore->run(); }; });
}

}  // namespace lockstep
