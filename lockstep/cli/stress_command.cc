// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "lockstep/base/quote.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/report/outcome_reports.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr unsigned kMostIterations = 1'000'000'000;

class StressCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    command
        .add_option("FILE", files_, "Program texts, or a fuzzer's crash files (default: built in)")
        ->type_name("FILE.txt");
    command.add_option("--iterations", iterations_, "Run each program so many times")
        ->capture_default_str()
        ->type_name("N");
    command.add_option("--seed", seed_, "Seed of the random delays")
        ->capture_default_str()
        ->type_name("N");
    command
        .add_option("--config", configuration_,
                    "Run under this configuration instead of the program's own")
        ->type_name("OPTION=on|off,...");
    command
        .add_option("--memory", memory_, "Leave out programs that take more memory to be explored")
        ->capture_default_str()
        ->type_name("SIZE");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    StressOptions options = make_options();
    output_.validate();
    implementations_.import(quiet_);
    add_implementations(options);
    StressResult result;
    {
      TerminalLine line(quiet_);
      result = stress(options, [&](const StressProgress& progress) { show(line, progress); });
    }
    output_.write(output_.wants_json() ? print_stress_json(result, new_report("stress"))
                                       : print_stress_report(result));
    return status_of(result);
  }

 private:
  StressOptions make_options() const {
    StressOptions options;
    options.iterations = parse_bounded("--iterations", iterations_, kMostIterations);
    options.seed = parse_number("--seed", seed_);
    options.memory = parse_size("--memory", memory_);
    options.crash_status = static_cast<int>(ExitStatus::kHarnessBug);
    options.programs = files_.empty() ? built_in_corpus() : load_files();
    if (configuration_.empty()) return options;
    const Configuration configuration = parse_configuration(configuration_);
    for (NamedProgram& named : options.programs) named.program.configuration = configuration;
    return options;
  }

  std::vector<NamedProgram> load_files() const {
    std::vector<NamedProgram> programs;
    for (const std::string& file : files_) {
      programs.push_back({printable(std::filesystem::path(file).stem().string()),
                          load_text_or_bytes(file, false).program});
    }
    return programs;
  }

  // The reference, and what there is besides.
  void add_implementations(StressOptions& options) const {
    options.implementations = {&implementations_.resolve_reference()};
    for (const std::string& name : implementations_.variants) {
      const auto& variant = ImplementationOptions::resolve_variant(name);
      const bool known =
          std::ranges::find(options.implementations, &variant) != options.implementations.end();
      if (!known) options.implementations.push_back(&variant);
    }
  }

  static void show(TerminalLine& line, const StressProgress& progress) {
    if (!line.is_due()) return;
    const double seconds = line.seconds();
    const auto left = estimate_left(seconds, progress.programs_done, progress.all_programs);
    line.show({fmt::format("{}: {}", progress.implementation, print_times(seconds, left)),
               fmt::format("{}{}", progress.explores ? "exploring " : "", progress.program),
               progress.explores ? ""
                                 : fmt::format("{} of {}", group_digits(progress.iterations),
                                               count_of(progress.all_iterations, "iteration"))});
  }

  static ExitStatus status_of(const StressResult& result) {
    ExitStatus status = ExitStatus::kInconclusive;
    for (const StressedImplementation& stressed : result.implementations) {
      for (const StressedProgram& program : stressed.programs) {
        if (program.shows_model_bug()) return ExitStatus::kHarnessBug;
        if (!program.races.empty()) status = ExitStatus::kRefuted;
        if (status == ExitStatus::kInconclusive) status = ExitStatus::kUpheld;
      }
    }
    return status;
  }

  ImplementationOptions implementations_;
  OutputOptions output_;
  std::vector<std::string> files_;
  std::string iterations_ = "5000";
  std::string seed_ = "1";
  std::string configuration_;
  std::string memory_ = "16M";
  bool quiet_ = false;
};

}  // namespace

void add_stress_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command = app.add_subcommand(
      "stress", "Run programs on real threads: what they show must be among what was explored");
  const auto stress = std::make_shared<StressCommand>();
  stress->add_to(*command);
  command->callback([stress, &chosen] { chosen = [stress] { return stress->run(); }; });
}

}  // namespace lockstep
