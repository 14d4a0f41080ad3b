// SPDX-License-Identifier: GPL-2.0-only
// Pairs of executions by harnesses that let the operating system schedule.
#include "bench/harnesses.h"
#include "bench/measure.h"

namespace lockstep::bench {
namespace {

template <typename Harness>
void harness(benchmark::State& state) {
  Harness harness;
  measure(state, harness);
}

LOCKSTEP_BENCHMARK(harness<ThreadPerTask>, "thread per task and execution");
LOCKSTEP_BENCHMARK(harness<KeptThreads>, "kept threads");

}  // namespace
}  // namespace lockstep::bench
