// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/memory/order.h"

namespace lockstep {

/// Sequential consistency, "sc", as a machine that can be copied: a read returns the latest write.
/// It has the calls of ViewMachine, which see.
class SequentialMachine {
 public:
  using Word = std::uint64_t;
  using Positions = std::vector<unsigned>;

  struct Dependency {
    Dependency& operator|=(const Dependency& /*other*/) { return *this; }
    void append_to(std::vector<std::uint64_t>& /*words*/) const {}
  };

  static constexpr bool kFencesAreSteps = false;
  /// Whether those that turn out to store nothing are full barriers all the same.
  static constexpr bool kFailedUpdatesAreBarriers = false;
  /// Whether other tasks may come between an update of full order and the barrier behind it.
  static constexpr bool kBarriersBehindUpdatesAreSteps = false;

  SequentialMachine(std::span<const Word> initial, unsigned /*tasks*/)
      : values_(initial.begin(), initial.end()) {}

  static unsigned latest(unsigned /*location*/) { return 0; }
  Word value(unsigned location, unsigned /*position*/) const { return values_[location]; }

  static Positions readable(unsigned, unsigned, const Dependency&) { return {0}; }
  static Dependency read(unsigned, unsigned, unsigned, Order, const Dependency&) { return {}; }

  static Positions writable(unsigned, unsigned, const Dependency&) { return {0}; }
  void write(unsigned /*task*/, unsigned location, unsigned /*position*/, Word value,
             Order /*order*/, const Dependency& /*address*/) {
    values_[location] = value;
  }

  static Positions updatable(unsigned, unsigned, const Dependency&) { return {0}; }
  Dependency update(unsigned /*task*/, unsigned location, unsigned /*position*/, Word value,
                    Order /*order*/, const Dependency& /*address*/, bool /*has_result*/ = true) {
    values_[location] = value;
    return {};
  }

  static void fence(unsigned, Fence) {}
  void lock(unsigned /*task*/, unsigned location, Word held) { values_[location] = held; }
  void unlock(unsigned /*task*/, unsigned location, Word free) { values_[location] = free; }
  static void enter_reader(unsigned) {}
  static void leave_reader(unsigned) {}
  static void begin_grace_period(unsigned) {}
  static void end_grace_period(unsigned) {}
  static void finish(unsigned) {}

  /// Races are not looked for.
  static bool has_raced() { return false; }

  static void normalise() {}
  void append_state(std::vector<std::uint64_t>& words) const {
    words.insert(words.end(), values_.begin(), values_.end());
  }

 private:
  std::vector<Word> values_;
};

}  // namespace lockstep
