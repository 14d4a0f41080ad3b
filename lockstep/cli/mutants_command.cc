// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/exec/process_end.h"
#include "lockstep/load/implementations.h"
#include "lockstep/report/mutants_report.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

class MutantsCommand {
 public:
  void add_to(CLI::App& command) {
    command.add_option("NAME", names_, "Only these (default: every one)");
    command.add_option("--mutants", folder_, "Folder of their shared objects (default: as built)")
        ->type_name("DIR");
    command.add_option("--seed", seed_, "Seed of the random programs and schedules")
        ->capture_default_str()
        ->type_name("N");
    auto* const runs =
        command.add_option("--runs", runs_, "Give up after so many pairs of executions")
            ->type_name("N");
    command.add_option("--time", time_, "Give up after so much time, each")
        ->capture_default_str()
        ->type_name("TIME")
        ->excludes(runs);
    command.add_flag("--no-time", no_time_, "Do not print how long each took");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    MutantsReport report;
    report.options = make_options();
    report.with_time = !no_time_;
    output_.validate();
    const lockstep_implementation& reference = default_reference();
    Executor executor;
    const std::vector<Mutant> mutants = load();
    TerminalLine line(quiet_);
    for (const Mutant& mutant : mutants) {
      CheckListener listener;
      listener.on_progress = [&](const Progress& progress) {
        if (line.is_due()) show(line, report.runs.size(), mutants.size(), mutant.name, progress);
      };
      report.runs.push_back(run_mutant(executor, reference, mutant, report.options, listener));
    }
    const bool upheld = report.all_as_they_should();
    Report printed = new_report("mutants");
    printed.mutants = std::move(report);
    output_.write(printed);
    return upheld ? ExitStatus::kUpheld : ExitStatus::kRefuted;
  }

 private:
  CheckOptions make_options() const {
    CheckOptions options;
    options.corpus = built_in_corpus();
    options.seed = parse_number("--seed", seed_);
    options.time = parse_duration("--time", time_);
    if (!runs_.empty()) options.runs = parse_number("--runs", runs_);
    return options;
  }

  static void show(TerminalLine& line, std::size_t done, std::size_t all, const std::string& name,
                   const Progress& progress) {
    const double seconds = line.seconds();
    const auto left = estimate_left(seconds, static_cast<double>(done), static_cast<double>(all));
    line.show({fmt::format("{} of {}", done, count_of(all, "seeded bug")),
               print_times(seconds, left), name, std::string(progress.phase),
               count_of(progress.pairs, "pair")});
  }

  std::vector<Mutant> load() const {
    std::vector<fs::path> files =
        folder_.empty() ? find_mutants_beside_command() : find_mutants(folder_);
    if (files.empty()) {
      throw InputError(fmt::format("--mutants: no seeded bugs (*.so) in {}", folder_));
    }
    expect_names(files);
    if (!names_.empty()) {
      std::erase_if(files, [&](const fs::path& file) {
        return std::ranges::count(names_, file.stem().string()) == 0;
      });
    }
    forbid_other_ends();
    std::vector<Mutant> mutants;
    std::ranges::transform(files, std::back_inserter(mutants), load_mutant);
    return mutants;
  }

  void expect_names(const std::vector<fs::path>& files) const {
    std::vector<std::string> known(files.size());
    std::ranges::transform(files, known.begin(), [](const fs::path& file) { return file.stem(); });
    const std::vector<std::string_view> views(known.begin(), known.end());
    for (const std::string& name : names_) {
      if (std::ranges::count(known, name) != 0) continue;
      throw InputError(
          "mutants: " +
          expected_name("a seeded bug of " + files.front().parent_path().string(), name, views));
    }
  }

  ReportOptions output_;
  std::vector<std::string> names_;
  std::string folder_;
  std::string seed_ = "1";
  std::string runs_;
  std::string time_ = "10s";
  bool no_time_ = false;
  bool quiet_ = false;
};

}  // namespace

void add_mutants_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("mutants", "Run check on every seeded bug; print which are found");
  const auto mutants = std::make_shared<MutantsCommand>();
  mutants->add_to(*command);
  command->callback([mutants, &chosen] { chosen = [mutants] { return mutants->run(); }; });
}

}  // namespace lockstep
