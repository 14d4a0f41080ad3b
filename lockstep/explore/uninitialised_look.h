// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

#include "lockstep/exec/executor.h"
#include "lockstep/explore/machine.h"

namespace lockstep {

/// Looks, in the first runs and then in one of many, whether the run depends on memory that was
/// never written: it comes to the same whatever that holds.
class UninitialisedLook {
 public:
  /// After a run: `reached()` tells what it came to, and `run()` makes the same run once more.
  /// Throws ReadsUninitialised, NotReproducible. Does nothing once it is known that something reads
  /// such memory, which then holds the same in every execution.
  template <typename Reached, typename Run>
  void after_run(Executor& executor, const lockstep_implementation& implementation, Reached reached,
                 Run run) {
    if (++runs_ > kFirstRuns && runs_ % kRunsPerLook != 0) return;
    if (executor.uninitialised() != Uninitialised::kAsLeft) return;
    const auto before = reached();
    const auto reached_with = [&](Uninitialised what) {
      executor.set_uninitialised(what);
      run();
      executor.set_uninitialised(Uninitialised::kAsLeft);
      return reached();
    };
    const auto zeros = reached_with(Uninitialised::kZeros);
    const auto ones = reached_with(Uninitialised::kOnes);
    if (zeros == before && ones == before) return;
    // An implementation that keeps state of its own is another matter.
    if (reached_with(Uninitialised::kOnes) == ones &&
        reached_with(Uninitialised::kAsLeft) == before &&
        reached_with(Uninitialised::kZeros) == zeros) {
      throw ReadsUninitialised(implementation.name);
    }
    throw NotReproducible("the same moves led to something else than before");
  }

 private:
  static constexpr std::uint64_t kFirstRuns = 64;  // which are the shortest
  static constexpr std::uint64_t kRunsPerLook = 64;

  std::uint64_t runs_ = 0;
};

}  // namespace lockstep
