// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/check/mutants.h"
#include "lockstep/check/schedule_digest.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/load/implementations.h"
#include "lockstep/report/text_layout.h"
#include "lockstep/stress/stress.h"

namespace lockstep {
namespace {

// All of it together takes less than a minute under ThreadSanitizer.
constexpr std::uint64_t kSchedules = 200'000;  // of each implementation
constexpr std::uint64_t kPairsPerMutant = 100'000;
constexpr std::size_t kMutantsApart = 8;  // one in so many is run
constexpr std::uint64_t kIterations = 200;

constexpr std::array<std::string_view, 3> kTests = {"schedules", "mutants", "threads"};

/// Three tests of the tool itself, for people who have changed kernel/ or the engine.
class SelftestCommand {
 public:
  void add_to(CLI::App& command) {
    command.add_option("TEST", tests_, "Only these (default: all)")->check(known_values(kTests));
    command.add_option("--seed", seed_, "Seed of everything that is random")
        ->capture_default_str()
        ->type_name("N");
    command.add_flag("--quiet", quiet_, "No progress");
    output_.add_to(command);
  }

  ExitStatus run() {
    const std::uint64_t seed = parse_number("--seed", seed_);
    for (const std::string& test : tests_) expect_known(test);
    output_.validate();
    std::vector<std::filesystem::path> mutants;
    if (wants("mutants")) mutants = find_mutants_beside_command();
    {
      TerminalLine line(quiet_);
      if (wants("schedules")) repeat_schedules(seed, line);
      if (wants("mutants")) find_seeded_bugs(mutants, seed, line);
      if (wants("threads")) run_on_threads(seed, line);
    }
    output_.write(text_ + (fails_ ? "Lockstep is broken.\n" : "All as it should be.\n"));
    return fails_ ? ExitStatus::kHarnessBug : ExitStatus::kUpheld;
  }

 private:
  bool wants(std::string_view test) const {
    return tests_.empty() || std::ranges::find(tests_, test) != tests_.end();
  }

  static void expect_known(const std::string& test) {
    if (std::ranges::find(kTests, test) != kTests.end()) return;
    throw InputError("selftest: " +
                     expected_name(fmt::format("{}", fmt::join(kTests, ", ")), test, kTests));
  }

  void add(std::string_view name, bool passes, const std::string& result) {
    text_ += fmt::format("{:<16}{}{}\n", name, passes ? "" : "FAILED: ", result);
    fails_ |= !passes;
  }

  // Without an estimate: how long everything takes is not known.
  static void show(TerminalLine& line, std::string what) {
    line.show({fmt::format("selftest: {}", print_times(line.seconds(), {})), std::move(what)});
  }

  void repeat_schedules(std::uint64_t seed, TerminalLine& line) {
    Executor executor;
    const std::vector<NamedProgram> corpus = built_in_corpus();
    for (const lockstep_implementation* const implementation : built_in_implementations()) {
      const auto digest = [&] {
        show(line, fmt::format("random schedules of {}", implementation->name));
        return digest_random_schedules(executor, *implementation, corpus, seed, kSchedules);
      };
      const std::uint64_t first = digest();
      const std::uint64_t second = digest();
      add("the same twice", first == second,
          fmt::format("{} random schedules of {}: {:016x}{}", group_digits(kSchedules),
                      implementation->name, first,
                      first == second ? "" : fmt::format(", then {:016x}", second)));
    }
  }

  void find_seeded_bugs(const std::vector<std::filesystem::path>& files, std::uint64_t seed,
                        TerminalLine& line) {
    Executor executor;
    CheckOptions options;
    options.corpus = built_in_corpus();
    options.seed = seed;
    options.runs = kPairsPerMutant;
    unsigned run = 0;
    std::string survivors;
    for (std::size_t i = 0; i < files.size(); i += kMutantsApart) {
      const Mutant mutant = load_mutant(files[i]);
      if (mutant.out_of_contract || mutant.is_equivalent()) continue;
      show(line, "seeded bug " + mutant.name);
      const MutantRun result = run_mutant(executor, default_reference(), mutant, options);
      if (result.fate != MutantFate::kNotRun) ++run;
      if (!result.as_it_should()) survivors += " " + mutant.name;
    }
    add("seeded bugs", survivors.empty(),
        survivors.empty() ? fmt::format("all of {} found", run) : "not found:" + survivors);
  }

  void run_on_threads(std::uint64_t seed, TerminalLine& line) {
    StressOptions options;
    options.implementations = {&default_reference()};
    options.programs = built_in_corpus();
    options.iterations = kIterations;
    options.seed = seed;
    options.crash_status = static_cast<int>(ExitStatus::kHarnessBug);
    const StressResult result = stress(options, [&](const StressProgress& progress) {
      if (line.is_due()) show(line, fmt::format("on real threads: {}", progress.program));
    });
    const std::vector<StressedProgram>& programs = result.implementations.front().programs;
    const bool passes = std::ranges::all_of(programs, [](const StressedProgram& program) {
      return !program.outside && program.races.empty();
    });
    add("real threads", passes,
        passes
            ? fmt::format("{} of each of {}: all was explored", count_of(kIterations, "execution"),
                          count_of(programs.size(), "program"))
            : "see `lockstep stress`");
  }

  OutputOptions output_;
  std::vector<std::string> tests_;
  std::string seed_ = "1";
  std::string text_;
  bool fails_ = false;
  bool quiet_ = false;
};

}  // namespace

void add_selftest_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command = app.add_subcommand(
      "selftest", "Does the tool itself work? Less than a minute, for those who changed kernel/");
  const auto selftest = std::make_shared<SelftestCommand>();
  selftest->add_to(*command);
  command->callback([selftest, &chosen] { chosen = [selftest] { return selftest->run(); }; });
}

}  // namespace lockstep
