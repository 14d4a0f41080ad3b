// SPDX-License-Identifier: GPL-2.0-only
// What ThreadSanitizer and our own race detector say of the same executions of random programs.
// bench/detectors makes a table of it. usage: lockstep_bench_detectors PAIRS VARIANT|FILE.so...
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/generator.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kSchedulesPerProgram = 32;  // as in lockstep check
constexpr std::uint64_t kSeed = 1;

/// Executions of one variant.
struct Counts {
  std::uint64_t executions = 0;  ///< in which both watched
  std::uint64_t ours = 0;        ///< of these, with a race that our detector found
  std::uint64_t missed = 0;      ///< and ThreadSanitizer reported none
  std::uint64_t reported = 0;    ///< races that ThreadSanitizer reported
  std::uint64_t only_reported = 0;
};

const lockstep_implementation& find(const std::string& name) {
  const auto* const built_in = find_implementation(name);
  return built_in ? *built_in : load_implementation(name);
}

// Until ThreadSanitizer is asked no more.
Counts watch(Executor& executor, const lockstep_implementation& variant, std::uint64_t pairs) {
  Random random(kSeed);
  Counts counts;
  Observation shown;
  const RaceRecorder& races = executor.races();
  const std::uint64_t before = races.reported();
  const std::uint64_t only_before = races.only_reported();
  GeneratorLimits limits;
  limits.supported = supported_operations(variant);
  while (counts.executions < pairs && races.reported() < kMostRaceReports) {
    Program program = generate_program(random, limits);
    program.configuration = kAllConfigurations[random.index(kAllConfigurations.size())];
    RandomScheduler scheduler(random.next());
    for (unsigned i = 0; i < kSchedulesPerProgram && races.reported() < kMostRaceReports; ++i) {
      const std::uint64_t reported = races.reported();
      executor.run(program, variant, scheduler, shown);
      ++counts.executions;
      if (shown.races.empty()) continue;
      ++counts.ours;
      counts.missed += races.reported() == reported ? 1 : 0;
    }
  }
  counts.reported = races.reported() - before;
  counts.only_reported = races.only_reported() - only_before;
  return counts;
}

}  // namespace
}  // namespace lockstep

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: {} PAIRS VARIANT|FILE.so...\n", argv[0]);
    return 2;
  }
  lockstep::Executor executor;
  for (int i = 2; i < argc; ++i) {
    const lockstep::Counts counts =
        lockstep::watch(executor, lockstep::find(argv[i]), std::strtoull(argv[1], nullptr, 10));
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", std::filesystem::path(argv[i]).stem().string(),
               counts.executions, counts.ours, counts.missed, counts.reported,
               counts.only_reported);
    std::fflush(stdout);
  }
  return 0;
}
