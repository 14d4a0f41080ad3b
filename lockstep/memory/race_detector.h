// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lockstep/memory/vector_clock.h"
#include "lockstep/sched/task_set.h"

namespace lockstep {

/// How a task accesses memory. An update is an atomic read-modify-write that stores.
enum class AccessKind : std::uint8_t {
  kPlainRead,
  kPlainWrite,
  kMarkedRead,
  kMarkedWrite,
  kUpdate
};

constexpr bool is_plain(AccessKind kind) {
  return kind == AccessKind::kPlainRead || kind == AccessKind::kPlainWrite;
}
constexpr bool is_write(AccessKind kind) {
  return kind != AccessKind::kPlainRead && kind != AccessKind::kMarkedRead;
}

/// The order that a marked access or a fence has.
struct AccessOrder {
  bool acquire = false;
  bool release = false;
  bool full = false;  ///< a full barrier before and after it
};

/// Is told of data races while an execution runs. Must not allocate memory.
class RaceSink {
 public:
  struct Access {
    AccessKind kind = AccessKind::kPlainRead;
    unsigned task = 0;
    std::uint32_t number = 0;  ///< of the plain or marked access in its execution, from 1
  };

  virtual ~RaceSink() = default;
  /// `address` is that of the later access.
  virtual void on_race(const Access& earlier, const Access& later, const void* address) = 0;
  /// They would race, but that the later one is a store that a control dependency orders.
  virtual void on_dependent_store(const Access& earlier, const Access& later,
                                  const void* address) = 0;
  /// The running task makes the access with this number; only after tell_accesses().
  virtual void on_access(std::uint32_t number) = 0;
};

class RaceState;

/// Finds the data races of one execution, exactly: conflicting accesses, at least one of them
/// plain, neither ordered before the other. Order comes from marked accesses and fences as C has
/// it, kept as vector clocks (Flanagan, Freund: "FastTrack", PLDI 2009; the last access of every
/// task is kept here). The kernel has one more: a marked read, or an update that fails, orders the
/// task's later *stores* by a control dependency, but not its later loads. That every store depends
/// on every earlier marked read is assumed: compiled code does not show its dependencies.
///
/// An access costs a look at those that other tasks made to the same eight bytes and that it could
/// race with.
class RaceDetector {
 public:
  /// The accesses that it is told of are those of `running`. The shared objects lie at `objects`,
  /// the last of them the tasks themselves, from `tasks` on. Memory elsewhere is watched too, but
  /// for the stacks of tasks. All must outlive the detector.
  RaceDetector(const unsigned& running, const void* objects, const void* tasks, std::size_t size,
               RaceSink& sink);
  RaceDetector(const RaceDetector&) = delete;
  RaceDetector& operator=(const RaceDetector&) = delete;

  /// What a task has on this memory is its own business.
  void set_stack(unsigned task, const void* begin, const void* end);

  /// An execution begins: nothing has happened yet.
  void begin();

  /// The running task has accessed memory. Sizes are 1, 2, 4, 8 or 16 bytes.
  void plain(AccessKind kind, const volatile void* address, std::size_t size);
  void marked(AccessKind kind, const volatile void* address, std::size_t size, AccessOrder order);
  void fence(AccessOrder order);

  /// Writes down what the races to come depend on. Takes a look at every word that the execution
  /// has accessed.
  void write_state(TaskSet unfinished, RaceState& state) const;

  /// From now on, states tell of all words of the shared objects that can race, as far as that is
  /// known from executions so far: those that more than one task accesses, plainly at least once,
  /// and writes. True if there are more of them than before; then states that were written down
  /// before lack something, and are to be forgotten.
  bool adopt_what_was_learned();

  /// Whether the sink is told of every access.
  void tell_accesses(bool tells) { tells_accesses_ = tells; }

  /// Whether there was no room for all accesses of the execution: then races may have been missed.
  bool lost_some() const { return lost_some_; }

 private:
  using Mask = std::uint8_t;  // of the bytes of a word
  static constexpr std::size_t kWord = 8;

  /// What a task comes after.
  struct TaskClocks {
    VectorClock ordered;   // all that it does
    VectorClock depended;  // only its stores: they depend on what it has read
    VectorClock read;      // what comes after its next fence (smp_rmb)
    VectorClock fenced;    // what its marked writes carry without release (smp_wmb)
  };

  /// The last access of its kind by a task, to these bytes.
  struct Record {
    std::uint32_t number = 0;
    VectorClock::Count count = 0;
    std::uint16_t next = 0;  // of the same task, in the same word; 0: none
    AccessKind kind = AccessKind::kPlainRead;
    std::uint8_t task = 0;
    Mask mask = 0;
  };

  /// Records of one word, a list per task.
  struct Records {
    std::uint8_t tasks = 0;  // that have any: a bit each
    std::array<std::uint16_t, kMaxTasks> first;

    std::uint16_t of(unsigned task) const { return (tasks >> task & 1) != 0 ? first[task] : 0; }
  };

  /// Eight bytes of memory.
  struct Word {
    std::uint32_t execution = 0;  // in which it was last accessed
    Records plain;
    Records marked;
    std::uint64_t latest = 0;  // of its accesses, see latest_access()
    const void* address = nullptr;
    std::array<VectorClock, 2> released;  // by the writes of each half

    // In all executions; memory elsewhere may always race.
    std::uint8_t seen_tasks = 0;  // a bit each
    bool seen_plain = false;
    bool seen_write = false;

    bool counts = false;  // as one that may race

    bool may_race() const {
      return address || (seen_plain && seen_write && (seen_tasks & (seen_tasks - 1)) != 0);
    }
  };

  Word* find_word(std::uintptr_t address);
  Word* find_elsewhere(std::uintptr_t address);
  Word& freshened(Word& word);
  bool can_still_race(const Record& record, TaskSet unfinished) const;
  std::uint64_t name_of(const Word& word) const;
  bool is_of_task(const Word& word) const;
  void touch_word(AccessKind kind, Word& word, std::uintptr_t address, Mask mask);
  std::uint64_t latest_access(AccessKind kind, Mask mask) const;
  void look_for_races(const Records& records, const RaceSink::Access& later, std::uintptr_t address,
                      Mask mask);
  void judge(const Record& earlier, const RaceSink::Access& later, std::uintptr_t address);
  void note(AccessKind kind, Records& records, Mask mask);
  Record* find_own(AccessKind kind, Records& records, Mask mask);
  Record* add_own(Records& records);
  void synchronize(AccessKind kind, VectorClock& released, AccessOrder order);
  void advance(VectorClock& clock) { lost_some_ |= !clock.advance(running_); }
  void count_access();
  TaskClocks& clocks() { return clocks_[running_]; }
  const TaskClocks& clocks() const { return clocks_[running_]; }

  const unsigned& running_;
  const std::uintptr_t objects_;
  const std::uintptr_t first_of_tasks_;  // bytes from the objects on
  const std::size_t size_;
  RaceSink& sink_;
  std::uint32_t execution_ = 0;
  std::uint32_t accesses_ = 0;
  bool lost_some_ = false;
  bool tells_accesses_ = false;
  std::array<TaskClocks, kMaxTasks> clocks_;
  std::array<std::array<std::uintptr_t, 2>, kMaxTasks> stacks_ = {};
  std::vector<Word> words_;      // of the shared objects
  std::vector<Word> elsewhere_;  // a hash table
  std::vector<Word*> touched_;   // in this execution
  std::vector<Record> records_;  // of this execution; the first one is not used
  std::uint16_t next_record_ = 1;
};

}  // namespace lockstep
