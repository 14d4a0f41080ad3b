// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/abi/engine.h"

namespace lockstep {

/// What a task has seen of shared state since its current operation began. Code under test is
/// deterministic between steps, so this and the operation say all about its local variables. Kept
/// as 128 bits of hash; with keep_values(), in full.
class StepHistory {
 public:
  void keep_values(bool keep) {
    keeps_values_ = keep;
    if (keep) values_.reserve(4096);  // add() should not allocate: it is called by tasks
  }

  void clear() {
    low_ = 0;
    high_ = 0;
    values_.clear();
  }

  void add(std::uint64_t value) {
    low_ = (low_ ^ value ^ 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    low_ ^= low_ >> 32;
    high_ = (high_ + value + 0xd6e8feb86659fd93u) * 0x94d049bb133111ebu;
    high_ ^= high_ >> 29;
    if (keeps_values_) values_.push_back(value);
  }

  /// To forget later what was added since: nothing is left of it but the place where that was done.
  lockstep_seen mark() const { return {{low_, high_, values_.size()}}; }
  void go_back(const lockstep_seen& mark, unsigned place) {
    restore(mark);
    add(place);
  }

  /// Forgets it, place and all: the task is again where it was then.
  void restore(const lockstep_seen& mark) {
    low_ = mark.words[0];
    high_ = mark.words[1];
    values_.resize(mark.words[2]);
  }

  /// Appends words that are equal for equal histories, and, but for a collision, only for those.
  void append_to(std::vector<std::uint64_t>& words) const {
    if (keeps_values_) {
      words.push_back(values_.size());
      words.insert(words.end(), values_.begin(), values_.end());
    } else {
      words.push_back(low_);
      words.push_back(high_);
    }
  }

 private:
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
  bool keeps_values_ = false;
  std::vector<std::uint64_t> values_;
};

}  // namespace lockstep
