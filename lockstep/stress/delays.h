// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <sched.h>

#include <array>
#include <cstdint>

#include "lockstep/base/random.h"

namespace lockstep {

/// Random delays of one task in one execution, so that threads meet in more ways than their speed
/// would have them meet. They decide nothing: any of them may be left out.
class Delays {
 public:
  /// None.
  Delays() : random_(0) {}

  Delays(std::uint64_t seed, std::uint64_t iteration, unsigned task)
      : random_(Random(seed ^ Random(iteration).next()).next() + task) {
    one_in_ = kOneIn[random_.index(kOneIn.size())];
  }

  /// Whether the task should wait for the others before it starts.
  bool starts_together() { return random_.one_in(2); }

  /// Called before each step: spins, or offers the processor to others, or does nothing.
  void before_step() {
    if (one_in_ == 0 || !random_.one_in(one_in_)) return;
    if (random_.one_in(kYields)) {
      sched_yield();
    } else {
      spin(random_.below(1u << random_.below(kSpinBits)));
    }
  }

 private:
  // How many steps there are to a delay; 0: no delay in this execution.
  static constexpr std::array<std::uint32_t, 4> kOneIn = {0, 8, 3, 1};
  static constexpr std::uint32_t kYields = 4;    // one delay in so many gives way
  static constexpr std::uint32_t kSpinBits = 9;  // the longest takes some microseconds

  static void spin(std::uint32_t times) {
    for (; times > 0; --times) __builtin_ia32_pause();
  }

  Random random_;
  std::uint32_t one_in_ = 0;
};

}  // namespace lockstep
