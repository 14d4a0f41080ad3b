// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/messages.h"
#include "lockstep/base/signal_handlers.h"
#include "lockstep/check/check.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/progress_line.h"
#include "lockstep/program/text.h"
#include "lockstep/report/comparison_reports.h"

namespace lockstep {
namespace {

class CheckCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    implementations_.add_primitives_to(command);
    command
        .add_option("--config", configurations_,
                    "Kernel configurations, e.g. DEBUG_VM=on,LOCKDEP=off (default: every one)")
        ->type_name("OPTION=on|off,...");
    command.add_option("--seed", seed_, "Seed of the random programs and schedules")
        ->capture_default_str()
        ->type_name("N");
    auto* const runs =
        command.add_option("--runs", runs_, "Stop after so many pairs of executions")
            ->type_name("N");
    command.add_option("--time", time_, "Stop after so much time, per variant")
        ->capture_default_str()
        ->type_name("TIME")
        ->excludes(runs);
    command
        .add_option("--jobs", jobs_,
                    "Make the check in 16 shares, so many at a time, each in a process of its own")
        ->type_name("N");
    command.add_option("--strategy", strategy_, "Schedules of random programs (see lockstep list)")
        ->capture_default_str()
        ->type_name("NAME")
        ->check(known_values(strategy_names()));
    auto* const no_corpus =
        command.add_flag("--no-corpus", no_corpus_, "Start with no programs of a corpus");
    command
        .add_option("--corpus", corpus_,
                    "Folder of programs to start with: texts (*.txt), or a fuzzer's corpus "
                    "(default: built in)")
        ->type_name("DIR")
        ->excludes(no_corpus);
    command
        .add_option("--known", known_,
                    "List of fingerprints to pass over, one per line; # starts a comment")
        ->type_name("FILE");
    command
        .add_option(
            "--save", save_,
            "Write every reproducer to a file in this folder, which is made if it is missing")
        ->type_name("DIR");
    command.add_flag("--no-faults", no_faults_, "Do not look beyond the contract, for notes");
    command.add_flag("--stop-at-first", stop_at_first_,
                     "Stop when a reachable discrepancy is found");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    CheckOptions options = make_options();
    output_.validate();
    make_save_folder();
    implementations_.import(quiet_);
    options.primitives = implementations_.count_primitives();
    const lockstep_implementation& reference = implementations_.resolve_reference();
    std::vector<const lockstep_implementation*> variants;
    for (const std::string& name : implementations_.variants) {
      variants.push_back(&ImplementationOptions::resolve_variant(name));
    }
    add_changes(options);
    const std::optional<unsigned> jobs = parse_jobs();
    const Interrupt interrupt;
    ExitStatus status = ExitStatus::kUpheld;
    Report report = new_report("check");
    std::set<std::string> met;
    for (std::size_t i = 0; i < variants.size() && !(i != 0 && Interrupt::asked()); ++i) {
      const CheckReport checked =
          check_one(options, jobs, reference, *variants[i], implementations_.variants[i]);
      report.comparisons.push_back(reported(checked));
      status = worse(status, exit_status(checked.result.verdict));
      for (const KnownDiscrepancies::Entry& entry : checked.result.known.entries()) {
        if (entry.times != 0) met.insert(entry.fingerprint);
      }
    }
    output_.write(report);
    report_stale(options.known, met);
    return status;
  }

 private:
  CheckOptions make_options() const {
    CheckOptions options;
    options.configurations = parse_configurations(configurations_);
    if (!no_corpus_) options.corpus = corpus_.empty() ? built_in_corpus() : load_corpus(corpus_);
    if (!known_.empty()) options.known = KnownDiscrepancies::load(known_);
    options.seed = parse_number("--seed", seed_);
    options.strategy = parse_strategy(strategy_);
    options.faults = !no_faults_;
    options.stop_at_first = stop_at_first_;
    options.time = parse_duration("--time", time_);
    options.interrupted = &Interrupt::asked;
    if (!runs_.empty()) options.runs = parse_number("--runs", runs_);
    return options;
  }

  // Code that only a fault or a primitive reaches can refute nothing, so it upholds nothing either.
  // And no code is compared with itself.
  void add_changes(CheckOptions& options) const {
    OperationSet operations = OperationSet::within_contract();
    if (!options.primitives) operations.remove_primitives();
    options.changes = implementations_.changes(operations);
    if (options.changes && options.changes->is_same_code()) options.runs = 0;
  }

  void report_stale(const KnownDiscrepancies& known, const std::set<std::string>& met) const {
    for (const KnownDiscrepancies::Entry& entry : known.entries()) {
      if (met.contains(entry.fingerprint)) continue;
      say_note(fmt::format("{}:{}: {} was not met: this entry may be stale", known_, entry.line,
                           entry.fingerprint));
    }
  }

  std::optional<unsigned> parse_jobs() const {
    if (jobs_.empty()) return std::nullopt;
    return parse_bounded("--jobs", jobs_, kMostJobs);
  }

  CheckReport check_one(const CheckOptions& options, std::optional<unsigned> jobs,
                        const lockstep_implementation& reference,
                        const lockstep_implementation& variant, const std::string& argument) {
    CheckReport report;
    report.sides = {&reference, &variant, implementations_.given_reference(), argument,
                    implementations_.revisions.arguments()};
    const auto start = std::chrono::steady_clock::now();
    ProgressLine line(quiet_, options);
    CheckListener listener;
    listener.on_progress = [&](const Progress& progress) { line.show(variant.name, progress); };
    listener.on_found = [&](const Discrepancy& found) { save(found, report.saved); };
    if (jobs) report.result = check_in_shares(reference, variant, options, *jobs, listener);
    Executor executor;
    if (!jobs) report.result = check(executor, reference, variant, options, listener);
    executor.set_uninitialised(report.result.uninitialised);
    KnownDiscrepancies known = options.known;
    PairRunner pair(executor, reference, variant, &known);
    explain_findings(pair, report, [&] {
      return Interrupt::asked() ||
             (!options.runs && std::chrono::steady_clock::now() - start >= options.time);
    });
    return report;
  }

  // What crashed or hung is always saved at once, because the next crash may end this process.
  // Unless the user has named a folder, that is one of ours, and the report says so.
  void save(const Discrepancy& found, SavedReproducers& saved) const {
    const DifferenceKind kind = found.difference.kind();
    const bool fatal = kind == DifferenceKind::kCrash || kind == DifferenceKind::kHang;
    if (save_.empty() && !fatal) return;
    const std::string fingerprint = found.difference.fingerprint();
    try {
      const std::filesystem::path file =
          std::filesystem::path(save_.empty() ? make_state_folder() : save_) /
          fmt::format("lockstep-{}.txt", fingerprint);
      write_output(file, print_program(found.reproducer));
      if (save_.empty()) saved[fingerprint] = file.string();
    } catch (const InputError& error) {
      say_note(error.what());  // the report has it, too
    }
  }

  static std::string make_state_folder() {
    const std::filesystem::path folder = state_folder();
    if (folder.empty()) {
      throw InputError("a crash is not saved: neither XDG_STATE_HOME nor HOME names a folder");
    }
    try {
      make_private_folder(folder);
    } catch (const std::filesystem::filesystem_error& error) {
      throw InputError(
          fmt::format("cannot make {}: {}", error.path1().string(), error.code().message()));
    }
    return folder.string();
  }

  void make_save_folder() const {
    if (save_.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(save_, error);
    if (error) throw InputError(fmt::format("--save: {}: {}", save_, error.message()));
  }

  ImplementationOptions implementations_;
  ReportOptions output_;
  std::string configurations_;
  std::string seed_ = "1";
  std::string runs_;
  std::string time_ = "10s";
  std::string jobs_;
  std::string strategy_{kStrategies[0].name};
  std::string corpus_;
  std::string known_;
  std::string save_;
  bool no_corpus_ = false;
  bool no_faults_ = false;
  bool stop_at_first_ = false;
  bool quiet_ = false;
};

}  // namespace

void add_check_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("check", "Compare a variant with the reference (the main job)");
  const auto check = std::make_shared<CheckCommand>();
  check->add_to(*command);
  command->callback([check, &chosen] { chosen = [check] { return check->run(); }; });
}

}  // namespace lockstep
