// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>

#include "lockstep/check/options.h"

namespace lockstep {

/// How much of a check is left: the one place that looks at the clock, and only if the check is
/// limited by time. Decides when searching stops, and nothing about what is found.
class Budget {
 public:
  explicit Budget(const CheckOptions& options)
      : runs_(options.runs),
        time_(options.time),
        interrupted_(options.interrupted),
        start_(Clock::now()) {}

  /// Whether `pairs`, of all phases together, use up this part of the budget (1: all of it). Looks
  /// at the clock only now and then.
  bool spent(std::uint64_t pairs, double part) {
    if (pairs >= next_look_) {
      next_look_ = pairs + kPairsPerLook;
      is_over_ |= interrupted_();
      if (!runs_) elapsed_ = Clock::now() - start_;
    }
    if (is_over_) return true;
    if (runs_) return static_cast<double>(pairs) >= static_cast<double>(*runs_) * part;
    return elapsed_ >= std::chrono::duration<double>(time_) * part * searching_part_;
  }

  /// The part of the budget that is used up by these pairs, of all phases together; at most 1.
  double part(std::uint64_t pairs) const {
    if (runs_) return *runs_ == 0 ? 1 : std::min(1.0, ratio(pairs, *runs_));
    const std::chrono::duration<double> elapsed = Clock::now() - start_;
    return time_.count() == 0 ? 1 : std::min(1.0, elapsed / time_);
  }

  /// Something was found: from now on, a part of the time is for saying what it is.
  void note_found() { searching_part_ = kSearchingPart; }

  /// Whether the check was interrupted or its time is nearly over: what is still being done should
  /// be cut short.
  bool overdrawn() const {
    if (interrupted_()) return true;
    return !runs_ && Clock::now() - start_ >= std::chrono::duration<double>(time_) * kReducingPart;
  }

  /// Looks at the clock the next time it is asked: after work that is not counted in pairs.
  void look_again() { next_look_ = 0; }

 private:
  using Clock = std::chrono::steady_clock;

  static double ratio(std::uint64_t a, std::uint64_t b) {
    return static_cast<double>(a) / static_cast<double>(b);
  }

  static constexpr std::uint64_t kPairsPerLook = 64;
  // Parts of the time after which what was found is not added to, and is not made any smaller.
  static constexpr double kSearchingPart = 0.75;
  static constexpr double kReducingPart = 0.85;

  const std::optional<std::uint64_t> runs_;
  const std::chrono::milliseconds time_;
  const std::function<bool()> interrupted_;
  const Clock::time_point start_;
  Clock::duration elapsed_{};
  std::uint64_t next_look_ = 0;
  double searching_part_ = 1;
  bool is_over_ = false;
};

}  // namespace lockstep
