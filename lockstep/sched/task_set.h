// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "lockstep/program/choice.h"

namespace lockstep {

/// A set of tasks by index. All operations take constant time.
class TaskSet {
 public:
  constexpr TaskSet() = default;
  static constexpr TaskSet first_n(unsigned count) {
    return TaskSet(static_cast<std::uint8_t>((1u << count) - 1));
  }

  constexpr bool empty() const { return bits_ == 0; }
  constexpr unsigned size() const { return kTables.size[bits_]; }
  constexpr bool contains(unsigned task) const { return (bits_ >> task & 1) != 0; }
  constexpr void insert(unsigned task) { bits_ = static_cast<std::uint8_t>(bits_ | 1u << task); }
  constexpr void erase(unsigned task) { bits_ = static_cast<std::uint8_t>(bits_ & ~(1u << task)); }

  /// Bit n: whether task n is a member.
  constexpr std::uint8_t bits() const { return bits_; }

  /// The smallest member; the set is not empty.
  constexpr unsigned first() const { return static_cast<unsigned>(std::countr_zero(bits_)); }

  /// The member with `rank` smaller ones; rank < size().
  constexpr unsigned nth(unsigned rank) const { return kTables.nth[bits_][rank]; }

  friend constexpr bool operator==(TaskSet, TaskSet) = default;

  /// Those that are in one of them, or in both.
  friend constexpr TaskSet operator|(TaskSet a, TaskSet b) {
    return TaskSet(static_cast<std::uint8_t>(a.bits_ | b.bits_));
  }

  /// Those that are in both.
  friend constexpr TaskSet operator&(TaskSet a, TaskSet b) {
    return TaskSet(static_cast<std::uint8_t>(a.bits_ & b.bits_));
  }

 private:
  explicit constexpr TaskSet(std::uint8_t bits) : bits_(bits) {}

  // Tables, because picking a random member is part of every step.
  struct Tables {
    std::array<std::uint8_t, 1u << kMaxTasks> size;
    std::array<std::array<std::uint8_t, kMaxTasks>, 1u << kMaxTasks> nth;
  };
  static constexpr Tables kTables = [] {
    Tables tables{};
    for (unsigned set = 0; set < tables.size.size(); ++set) {
      for (unsigned task = 0; task < kMaxTasks; ++task) {
        if (set >> task & 1) tables.nth[set][tables.size[set]++] = static_cast<std::uint8_t>(task);
      }
    }
    return tables;
  }();

  std::uint8_t bits_ = 0;
};

/// Takes the smallest member out of the set, which is not empty, and chooses it.
constexpr Choice take_first(TaskSet& tasks) {
  const unsigned first = tasks.first();
  tasks.erase(first);
  return Choice::of_task(first);
}

}  // namespace lockstep
