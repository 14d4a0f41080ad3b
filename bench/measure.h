// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>

#include "bench/workload.h"

namespace lockstep::bench {

/// How long each harness runs; a fixed time, so that what harnesses reach in it can be compared.
inline constexpr std::chrono::seconds kWindow{2};

/// Pairs of executions between two looks at the clock, unless it takes long to begin with some.
inline constexpr unsigned kBatch = 16;

/// Runs pairs for the window. Harness::run_pairs(count, outcomes) runs `count` of them, adds what
/// both executions showed to the outcomes and returns in how many pairs they showed different
/// things.
template <typename Harness>
void measure(benchmark::State& state, Harness& harness, unsigned batch = kBatch) {
  using Clock = std::chrono::steady_clock;
  OutcomeSet outcomes;
  std::uint64_t pairs = 0;
  std::uint64_t unequal = 0;
  for (auto _ : state) {
    const auto end = Clock::now() + kWindow;
    while (Clock::now() < end) {
      unequal += harness.run_pairs(batch, outcomes);
      pairs += batch;
    }
  }
  state.counters["pairs"] =
      benchmark::Counter(static_cast<double>(pairs), benchmark::Counter::kIsRate);
  state.counters["outcomes"] = static_cast<double>(outcomes.size());
  state.counters["unequal"] = static_cast<double>(unequal) / static_cast<double>(pairs);
}

}  // namespace lockstep::bench

/// Registers a benchmark of one window, in seconds, whose CPU time is that of all threads.
#define LOCKSTEP_BENCHMARK(function, name)                                                      \
  BENCHMARK(function)->Name(name)->Iterations(1)->UseRealTime()->MeasureProcessCPUTime()->Unit( \
      benchmark::kSecond)
