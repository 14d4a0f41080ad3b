// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "lockstep/compare/difference.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// A kind of difference that was met where the sides had taken different steps: most of these say
/// nothing but that. The more often one has turned out to be no difference, the less often it is
/// looked into, but never no more: what looks the same may be a real one at some time.
class DivergedKind {
 public:
  /// It was met once more. True if it is time to look into it.
  bool meet() { return ++met_ >= next_; }

  /// Whether it was ever decided.
  bool is_decided() const { return explained_; }

  /// It turned out to be none.
  void note_explained() {
    look_later();
    explained_ = true;
    open_.reset();
  }

  /// It took too long to decide. Keeps the smallest program.
  void postpone(const Program& program, const Difference& difference) {
    look_later();
    if (explained_) return;
    if (open_ && count_operations(open_->first) <= count_operations(program)) return;
    open_.emplace(program, difference);
    reduced_ = false;
  }

  /// What was never decided.
  const std::optional<std::pair<Program, Difference>>& open() const { return open_; }

  /// Whether the open program was tried to be decided when it was reduced.
  bool was_reduced() const { return reduced_; }
  void note_reduced() { reduced_ = true; }

 private:
  // Each time, twice as many are passed over.
  void look_later() {
    constexpr unsigned kMostDoublings = 20;
    looked_into_ = std::min(looked_into_ + 1, kMostDoublings);
    next_ = met_ + (std::uint64_t{1} << looked_into_);
  }

  std::uint64_t met_ = 0;
  std::uint64_t next_ = 1;  // time to look into it
  unsigned looked_into_ = 0;
  bool explained_ = false;
  std::optional<std::pair<Program, Difference>> open_;
  bool reduced_ = false;
};

}  // namespace lockstep
