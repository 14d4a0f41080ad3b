// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/known_discrepancies.h"
#include "lockstep/import/changes.h"
#include "lockstep/program/program.h"
#include "lockstep/program/text.h"

namespace lockstep {

/// The schedules under which programs are sampled.
enum class Strategy : std::uint8_t { kMixed, kRandom, kPct };

struct StrategyInfo {
  std::string_view name;
  std::string_view summary;
};

inline constexpr std::array<StrategyInfo, 3> kStrategies = {{
    {"mixed", "random and pct in turn"},
    {"random", "every enabled task is equally likely at every step"},
    {"pct", "priorities with a few random changes (probabilistic concurrency testing)"},
}};

/// A part of the work of a check, so that several processes can do it. Everything that can be dealt
/// out goes round: corpus, starts of small programs. Random programs follow from another seed in
/// each, and each has its part of the pairs.
struct Share {
  unsigned index = 0;
  unsigned count = 1;  ///< 1: the whole

  /// Whether the item at this place in a list is one of this share's.
  bool has(std::uint64_t place) const { return place % count == index; }

  /// How many of so many pairs are this share's. Those of all shares add up.
  std::uint64_t part_of(std::uint64_t pairs) const {
    const auto up_to = [&](std::uint64_t shares) {
      return pairs / count * shares + pairs % count * shares / count;
    };
    return up_to(index + 1) - up_to(index);
  }
};

/// What a check does.
struct CheckOptions {
  std::vector<Configuration> configurations{kAllConfigurations.begin(), kAllConfigurations.end()};
  std::vector<NamedProgram> corpus;
  KnownDiscrepancies known;        ///< to pass over
  std::optional<Changes> changes;  ///< between the sides, if they are from a kernel tree
  std::uint64_t seed = 1;
  Strategy strategy = Strategy::kMixed;
  bool primitives = true;      ///< what primitives show when called directly refutes, too
  bool faults = true;          ///< also look beyond the contract, for notes
  bool stop_at_first = false;  ///< stop when a discrepancy that refutes is found
  bool stop_at_note = false;   ///< stop when one that is out of contract is found

  /// When to stop: after so many pairs, if given, or else after so much time. Only a number of
  /// pairs makes two runs do exactly the same.
  std::optional<std::uint64_t> runs;
  std::chrono::milliseconds time{10'000};
  Share share;  ///< of the work, of which `runs` and `time` are for this share alone
  /// Asked now and then: true ends the check early, with what was found so far.
  std::function<bool()> interrupted = [] { return false; };
};

/// How far a check has come; for people who wait.
struct Progress {
  std::string_view phase;
  std::uint64_t programs = 0;
  std::uint64_t pairs = 0;
  std::uint64_t discrepancies = 0;
};

/// What is told to the caller while a check runs.
struct CheckListener {
  std::function<void(const Progress&)> on_progress = [](const Progress&) {};
  std::function<void(const Discrepancy&)> on_found = [](const Discrepancy&) {};
};

}  // namespace lockstep
