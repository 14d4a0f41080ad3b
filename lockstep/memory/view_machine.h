// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/memory/order.h"
#include "lockstep/memory/view.h"

namespace lockstep {

/// The Linux kernel's memory model, "lkmm", as a machine that can be copied: tasks make accesses
/// one by one, in program order, and the machine says which writes a read may return. It follows
/// tools/memory-model in the kernel, where every read counts as a dependency of every later write
/// of its task: so whatever needs a read after a later write, such as load buffering, is not shown.
///
/// Each location has messages, its writes in coherence order. What a task must see, and what its
/// messages carry to those who read them, are views. A release carries what its task has read, too.
/// Two views per message are needed: one flows only through fences and releases, the other along
/// everything that happens before.
///
/// There is room for `kLocations` locations; with races, each is `tasks + 1` of them. The fewer,
/// the faster. ViewMachine<8>, <16> and <64> are compiled.
template <unsigned kLocations>
class ViewMachine {
 public:
  using Word = std::uint64_t;
  using View = lockstep::View<kLocations>;
  using Position = typename View::Position;

  /// What an access depends on, because its address or its value was read.
  struct Dependency {
    View seen;    ///< what is known to whoever waits for it
    View strong;  ///< the part that full barriers have made known to everybody

    Dependency& operator|=(const Dependency& other) {
      seen |= other.seen;
      strong |= other.strong;
      return *this;
    }
    void append_to(std::vector<std::uint64_t>& words) const {
      seen.append_to(words);
      strong.append_to(words);
    }
    friend bool operator==(const Dependency&, const Dependency&) = default;
  };

  /// Positions in the coherence order of a location, newest first.
  using Positions = std::vector<unsigned>;

  struct Options {
    /// Whether a write may come before writes that were made earlier, which 2+2W and its kind show.
    bool any_coherence = true;
    bool watches_races = false;
  };

  /// Full barriers are steps of their own: their place among other tasks' steps matters.
  static constexpr bool kFencesAreSteps = true;
  /// Whether those that turn out to store nothing are full barriers all the same.
  static constexpr bool kFailedUpdatesAreBarriers = false;
  /// Whether other tasks may come between an update of full order and the barrier behind it.
  static constexpr bool kBarriersBehindUpdatesAreSteps = true;

  /// Throws std::length_error if there is no room.
  ViewMachine(std::span<const Word> initial, unsigned tasks, Options options);

  unsigned latest(unsigned location) const { return unsigned(messages_[location].size()) - 1; }
  Word value(unsigned location, unsigned position) const {
    return messages_[location][position].value;
  }

  /// Which messages a read may return.
  Positions readable(unsigned task, unsigned location, const Dependency& address) const;
  /// Reads one of them. The result is what depends on the read.
  Dependency read(unsigned task, unsigned location, unsigned position, Order order,
                  const Dependency& address);

  /// Which places a write may take: it comes before what is there.
  Positions writable(unsigned task, unsigned location, const Dependency& address) const;
  void write(unsigned task, unsigned location, unsigned position, Word value, Order order,
             const Dependency& address);

  /// Which messages a read-modify-write may read: it writes directly behind.
  Positions updatable(unsigned task, unsigned location, const Dependency& address) const;
  /// The kernel's void functions have no result: read barriers do not order them.
  Dependency update(unsigned task, unsigned location, unsigned position, Word value, Order order,
                    const Dependency& address, bool has_result = true);

  void fence(unsigned task, Fence fence);

  /// spin_lock(), where the latest value is free, and spin_unlock().
  void lock(unsigned task, unsigned location, Word held);
  void unlock(unsigned task, unsigned location, Word free);

  /// The outermost rcu_read_lock() and rcu_read_unlock(); the start of synchronize_rcu() and, after
  /// all readers that it found have left, its end.
  void enter_reader(unsigned task);
  void leave_reader(unsigned task);
  void begin_grace_period(unsigned task);
  void end_grace_period(unsigned task);

  /// The task makes no more accesses.
  void finish(unsigned task);

  /// Whether two accesses have raced; see Options.
  bool has_raced() const { return has_raced_; }

  /// Drops what cannot matter any more, so that states in which the same can happen are equal.
  void normalise();
  /// Appends all that the rest of an execution depends on.
  void append_state(std::vector<std::uint64_t>& words) const;

 private:
  struct Message {
    Word value = 0;
    int writer = kNobody;
    bool is_update = false;  ///< nothing can come between it and the one before
    bool is_plain = false;
    View cumulative;        ///< what a release or a write barrier put before it
    View strong;            ///< what full barriers before it have made known to everybody
    View unlocked;          ///< of an unlock: the own writes of the task that unlocked
    Dependency dependency;  ///< what it depended on, for its writer's own later reads
  };

  struct Task {
    View floor;                     ///< what its accesses must see
    View plain_read_floor;          ///< what barriers and acquires put before its plain reads
    View plain_write_floor;         ///< the same without read barriers, before its plain writes
    View before_writes;             ///< what its marked writes come after
    Dependency pending;             ///< what it has read, and only writes and barriers wait for
    Dependency pending_updates;     ///< the same of updates without a result
    View carried;                   ///< what its next write carries
    View written;                   ///< its own writes, with what they carry
    View strong;                    ///< what full barriers have made known, for its writes
    View unlock_written;            ///< at its last unlock: what it had written
    View unlock_seen;               ///< at its last unlock: what it had seen
    std::vector<Dependency> last;   ///< what its last access of each location depended on
    View last_position;             ///< 1 + that access's position; 0: none that matters
    std::uint64_t last_is_own = 0;  ///< a bit per location: that position is its own write's
    bool has_unlocked = false;
    bool is_finished = false;
  };

  static constexpr int kNobody = -1;
  static constexpr unsigned kMostMessages = 250;  ///< of a location

  bool wrote(unsigned task, const Message& message) const {
    return message.writer == static_cast<int>(task);
  }
  bool comes_after_access(const Task& task, unsigned accessed, unsigned location,
                          unsigned position) const;
  static void note_last(Task& task, unsigned location, unsigned position, bool is_own);
  bool may_read(unsigned task, unsigned location, unsigned position) const;
  bool has_gap_behind(unsigned location, unsigned position) const;
  unsigned write_floor(unsigned task, unsigned location, const Dependency& address) const;
  Dependency take(unsigned task, unsigned location, unsigned position, Order order,
                  const Dependency& address, bool has_result);
  void put(unsigned task, unsigned location, unsigned position, Message message,
           const Dependency& read, Order order);
  void insert(unsigned location, unsigned position, const Message& message);

  void note_race_of_read(unsigned task, unsigned location, bool is_plain, const View& address);
  void note_race_of_write(unsigned task, unsigned location, bool is_plain, const View& address);
  void look_for_race(unsigned task, unsigned location, bool with_marked, const View& before);

  /// The location that stands for a task's plain reads of this one: each is a message there.
  unsigned plain_reads_of(unsigned task, unsigned location) const {
    return locations_ * (1 + task) + location;
  }

  /// Calls function(view) for every view there is.
  template <typename Self, typename Function>
  static void for_each_view(Self& self, Function function);

  View lowest_floor() const;
  void drop_messages_below(const View& lowest);
  void forget_writers();
  void forget_what_is_known(Task& task);
  static void forget_last(Task& task, unsigned location);

  unsigned locations_;
  Options options_;
  std::vector<std::vector<Message>> messages_;
  std::vector<Task> tasks_;
  View barriers_;       ///< what the last full barrier has made known
  View grace_periods_;  ///< what tasks knew when they began to wait for readers
  View readers_;        ///< what readers knew when they left
  bool has_raced_ = false;
};

}  // namespace lockstep
