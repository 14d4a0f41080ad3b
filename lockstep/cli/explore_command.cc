// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/report/explore_report.h"

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
    output_.validate();
    implementations_.import(false);
    report.reference = &implementations_.resolve_reference();
    report.variant = &implementations_.resolve_one_variant("to explore");
    file_.expect_supported(loaded, *report.reference);
    file_.expect_supported(loaded, *report.variant);
    ExploreLimits limits;
    limits.memory = report.memory;
    limits.verify = verify_;
    const std::uint64_t outcomes = parse_number("--outcomes", outcomes_);
    Executor executor;
    PairRunner pair(executor, *report.reference, *report.variant);
    report.explored = explore_program(pair, report.program, limits, outcomes);
    report.changes = implementations_.changes(operations_of(report.program));
    output_.write(print_explore_report(report));
    const Verdict verdict = report.explored.is_different() ? Verdict::kRefuted
                            : report.explored.is_equal()   ? Verdict::kUpheld
                                                           : Verdict::kInconclusive;
    return exit_status(earned(verdict, report.changes));
  }

 private:
  ImplementationOptions implementations_;
  OutputOptions output_;
  ProgramFile file_;
  std::string configuration_;
  std::string memory_ = "2G";
  std::string outcomes_ = "100";
  bool verify_ = false;
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
