// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/compare/difference.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// A kind of difference that was met where the sides had taken different steps: most of these say
/// nothing but that. What looks the same may be a real one at any time, so all are looked into. The
/// more often that took too long, the more are passed over before the next try.
class DivergedKind {
 public:
  /// It was met once more. True if it is time to look into it.
  bool meet() { return ++met_ >= next_; }

  /// Whether it was ever decided.
  bool is_decided() const { return explained_; }

  /// It turned out to be none.
  void note_explained() {
    explained_ = true;
    open_.reset();
  }

  /// It took too long to decide. Keeps the smallest program.
  void postpone(const Program& program, const Difference& difference) {
    constexpr unsigned kMostDoublings = 20;
    postponed_ = std::min(postponed_ + 1, kMostDoublings);
    next_ = met_ + (std::uint64_t{1} << postponed_);
    if (explained_) return;
    if (open_ && count_operations(open_->first) <= count_operations(program)) return;
    open_.emplace(program, difference);
    tried_again_ = false;
  }

  /// What was never decided.
  const std::optional<std::pair<Program, Difference>>& open() const { return open_; }

  /// Whether the open program was looked into once more.
  bool was_tried_again() const { return tried_again_; }
  void note_tried_again() { tried_again_ = true; }

 private:
  std::uint64_t met_ = 0;
  std::uint64_t next_ = 1;  // time to look into it
  unsigned postponed_ = 0;  // how often
  bool explained_ = false;
  std::optional<std::pair<Program, Difference>> open_;
  bool tried_again_ = false;
};

/// Such kinds, by fingerprint.
struct DivergedKinds {
  std::vector<std::string> open;     ///< it was never decided what they are
  std::vector<std::string> settled;  ///< they turned out to be none
};

}  // namespace lockstep
