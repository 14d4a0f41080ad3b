// SPDX-License-Identifier: GPL-2.0-only
// Counts the pairs of random programs until a variant differs from the reference, under schedules
// without feedback. bench/feedback compares fuzzing with that. usage: lockstep_bench_first_finding
// random|pct VARIANT.so SEED MOST_PAIRS
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "lockstep/check/discrepancy_collector.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/generator.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kSchedulesPerProgram = 32;  // as in lockstep check
constexpr unsigned kPctDepth = 3;

class Search {
 public:
  Search(bool pct, const std::string& variant, std::uint64_t seed)
      : pct_(pct),
        random_(seed),
        pair_(executor_, *find_implementation("before"), load_implementation(variant)) {}

  /// Pairs until the first discrepancy, or `most`.
  std::uint64_t run(std::uint64_t most) {
    while (pairs_ < most && collector_.all().empty()) run_program();
    return pairs_;
  }

  bool found() const { return !collector_.all().empty(); }

 private:
  void run_program() {
    Program program = generate_program(random_, {});
    program.configuration = kAllConfigurations[random_.index(kAllConfigurations.size())];
    const std::unique_ptr<Scheduler> scheduler = make_scheduler();
    for (unsigned i = 0; i < kSchedulesPerProgram && collector_.all().empty(); ++i) {
      ++pairs_;
      const ObservedPair& shown = pair_.run(program, *scheduler);
      if (!shown.is_same) collector_.examine(program, shown, pairs_);
    }
  }

  std::unique_ptr<Scheduler> make_scheduler() {
    const std::uint64_t seed = random_.next();
    if (pct_) return std::make_unique<PctScheduler>(seed, kPctDepth);
    return std::make_unique<RandomScheduler>(seed);
  }

  const bool pct_;
  Random random_;
  Executor executor_;
  PairRunner pair_;
  DiscrepancyCollector collector_{pair_, [](const Discrepancy&) {}, [] { return false; }};
  std::uint64_t pairs_ = 0;
};

}  // namespace
}  // namespace lockstep

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: {} random|pct VARIANT.so SEED MOST_PAIRS\n", argv[0]);
    return 2;
  }
  lockstep::Search search(std::string_view(argv[1]) == "pct", argv[2],
                          std::strtoull(argv[3], nullptr, 10));
  const std::uint64_t pairs = search.run(std::strtoull(argv[4], nullptr, 10));
  fmt::print("{} {}\n", search.found() ? "found" : "none", pairs);
}
