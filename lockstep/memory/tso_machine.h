// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/memory/order.h"

namespace lockstep {

/// Total store order, "tso", the model of x86 processors, in its dual form (Abdulla et al., "The
/// Benefits of Duality in Verifying Concurrent Programs under TSO", CONCUR 2016): writes reach
/// memory at once, and a task reads memory as it was at some time. Every write has a stamp, and
/// every task a time, which only goes on. A task reads its own newest write if that is later than
/// its time.
///
/// It has the calls of ViewMachine, which see. Atomic updates are full barriers, and so are those
/// that turn out to store nothing; the caller has to say so, by fence().
class TsoMachine {
 public:
  using Word = std::uint64_t;
  using Positions = std::vector<unsigned>;

  struct Dependency {
    Dependency& operator|=(const Dependency& /*other*/) { return *this; }
    void append_to(std::vector<std::uint64_t>& /*words*/) const {}
  };

  static constexpr bool kFencesAreSteps = true;
  /// Whether those that turn out to store nothing are full barriers all the same.
  static constexpr bool kFailedUpdatesAreBarriers = true;
  /// Whether other tasks may come between an update of full order and the barrier behind it.
  static constexpr bool kBarriersBehindUpdatesAreSteps = false;

  TsoMachine(std::span<const Word> initial, unsigned tasks);

  unsigned latest(unsigned location) const { return unsigned(messages_[location].size()) - 1; }
  Word value(unsigned location, unsigned position) const {
    return messages_[location][position].value;
  }

  Positions readable(unsigned task, unsigned location, const Dependency& address) const;
  Dependency read(unsigned task, unsigned location, unsigned position, Order order,
                  const Dependency& address);

  Positions writable(unsigned /*task*/, unsigned location, const Dependency& /*address*/) const {
    return {latest(location) + 1};
  }
  void write(unsigned task, unsigned location, unsigned position, Word value, Order order,
             const Dependency& address);

  Positions updatable(unsigned /*task*/, unsigned location, const Dependency& /*address*/) const {
    return {latest(location)};
  }
  Dependency update(unsigned task, unsigned location, unsigned position, Word value, Order order,
                    const Dependency& address, bool has_result = true);

  /// Other barriers than full ones change nothing.
  void fence(unsigned task, Fence fence);

  void lock(unsigned task, unsigned location, Word held);
  void unlock(unsigned task, unsigned location, Word free);

  void enter_reader(unsigned task);
  void leave_reader(unsigned /*task*/) {}
  void begin_grace_period(unsigned task);
  void end_grace_period(unsigned task);

  void finish(unsigned task);

  /// Races are not looked for.
  static bool has_raced() { return false; }

  void normalise();
  void append_state(std::vector<std::uint64_t>& words) const;

 private:
  static constexpr int kNobody = -1;

  struct Message {
    Word value = 0;
    int writer = kNobody;
    unsigned stamp = 0;
  };

  struct Task {
    unsigned time = 0;
    bool is_finished = false;
  };

  unsigned lowest_time() const;
  std::vector<unsigned> stamps_in_use(unsigned lowest) const;

  std::vector<std::vector<Message>> messages_;  // per location, by stamp
  std::vector<Task> tasks_;
  unsigned now_ = 1;           // the stamp of the last write
  unsigned grace_period_ = 0;  // when the last one began
};

}  // namespace lockstep
