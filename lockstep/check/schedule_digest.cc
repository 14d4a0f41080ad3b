// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/schedule_digest.h"

#include <xxhash.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/compare/outcome.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {
namespace {

std::uint64_t add(std::uint64_t sum, std::uint64_t value) {
  const std::array<std::uint64_t, 2> words = {sum, value};
  return XXH3_64bits(words.data(), sizeof(words));
}

// Addresses differ from build to build: of a step, who made it and how.
std::uint64_t add_steps(std::uint64_t sum, const StepLog& steps) {
  for (const Step& step : steps) {
    sum = add(sum, std::uint64_t{step.task()} << 8 | static_cast<std::uint64_t>(step.kind()));
  }
  return sum;
}

}  // namespace

std::uint64_t digest_random_schedules(Executor& executor,
                                      const lockstep_implementation& implementation,
                                      std::span<const NamedProgram> programs, std::uint64_t seed,
                                      std::uint64_t executions) {
  const OperationSet supported = supported_operations(implementation);
  std::vector<Program> ready;
  for (const NamedProgram& named : programs) {
    if (supported.contains(named.program)) ready.push_back(named.program);
  }
  if (ready.empty()) throw std::invalid_argument("no program that the implementation can run");
  const Executor::RacesIgnored ignored(executor);
  Random random(seed);
  Observation observation;
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < executions; ++i) {
    Program& program = ready[i % ready.size()];
    program.configuration = kAllConfigurations[random.index(kAllConfigurations.size())];
    RandomScheduler scheduler(random.next());
    executor.run(program, implementation, scheduler, observation);
    const OutcomeDigest shown = digest_outcome(observation);
    sum = add_steps(add(add(sum, shown.high), shown.low), observation.steps);
  }
  return sum;
}

}  // namespace lockstep
