// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/outcome.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/explore/outcome_search.h"
#include "lockstep/explore/race_watch.h"

namespace lockstep {

/// A way to show, by executions under one schedule, that both sides of a pair differ.
class Demonstration {
 public:
  explicit Demonstration(PairRunner& pair, ExploreLimits limits)
      : pair_(pair), limits_(std::move(limits)) {}
  Demonstration(const Demonstration&) = delete;
  Demonstration& operator=(const Demonstration&) = delete;
  virtual ~Demonstration() = default;

  /// Runs the program under the scheduler's choices. Null if that shows no difference with this
  /// fingerprint, or none at all if it is empty. Throws NotReproducible; what cannot be explored
  /// shows nothing.
  virtual std::optional<Discrepancy> show(const Program& program, Scheduler& scheduler,
                                          const std::string& fingerprint) = 0;

  /// What was executed last under the scheduler's choices.
  virtual const Observation& shown() const = 0;

 protected:
  PairRunner& pair_;
  const ExploreLimits limits_;
};

/// What to make of an outcome that was not found on the other side, and that it may have.
enum class Unknown : std::uint8_t { kShowsNothing, kIsSuspicious };

/// Both sides under the same schedule: the same steps, and then something else is observed. Once
/// the sides take different steps at any time, an outcome of one of them has to be one that the
/// other has not.
class LockstepDemonstration final : public Demonstration {
 public:
  /// Watches for races only if the difference is one: that takes time.
  LockstepDemonstration(PairRunner& pair, ExploreLimits limits, DifferenceKind kind,
                        Unknown unknown = Unknown::kShowsNothing)
      : Demonstration(pair, std::move(limits)),
        is_race_(kind == DifferenceKind::kDataRace),
        unknown_(unknown) {}

  std::optional<Discrepancy> show(const Program& program, Scheduler& scheduler,
                                  const std::string& fingerprint) override;
  const Observation& shown() const override { return shown_->reference; }
  /// Whether both sides took the same steps when they were run last.
  bool same_steps() const { return shown_->same_steps(); }

 private:
  bool differ(const Program& program);

  const ObservedPair* shown_ = nullptr;  // by the last pair
  const bool is_race_;
  const Unknown unknown_;
};

/// One side shows an outcome that the other has under no schedule.
class OutcomeDemonstration final : public Demonstration {
 public:
  OutcomeDemonstration(PairRunner& pair, ExploreLimits limits, bool in_variant)
      : Demonstration(pair, std::move(limits)), in_variant_(in_variant) {}

  std::optional<Discrepancy> show(const Program& program, Scheduler& scheduler,
                                  const std::string& fingerprint) override;
  const Observation& shown() const override { return shown_; }

 private:
  std::optional<Discrepancy> judge(const Program& program);

  const bool in_variant_;
  Program program_;  // that was shown last, without its schedule
  std::map<OutcomeDigest, std::optional<Discrepancy>> judged_;  // its outcomes
  Observation shown_;
};

/// One side shows a data race that the other has under no schedule that was watched. Or the
/// operations of that side come one after the other, and the other side has no such race if its
/// operations come in the same order: what it has when they overlap is another matter.
class RaceDemonstration final : public Demonstration {
 public:
  /// Watches so many executions of the other side, per program.
  RaceDemonstration(PairRunner& pair, ExploreLimits limits, bool in_variant,
                    std::uint64_t most_watched = kMostWatched)
      : Demonstration(pair, std::move(limits)),
        in_variant_(in_variant),
        most_watched_(most_watched) {}

  std::optional<Discrepancy> show(const Program& program, Scheduler& scheduler,
                                  const std::string& fingerprint) override;
  const Observation& shown() const override { return shown_; }

 private:
  const WatchedRaces& other_races(const Program& program);
  bool has_it_aligned(const Program& program, const std::string& race);
  bool is_only_in_this_order(const Program& program, const std::string& race);

  const bool in_variant_;
  const std::uint64_t most_watched_;
  Program program_;  // whose races of the other side are known, without its schedule
  std::optional<WatchedRaces> other_races_;
  Observation shown_;
};

/// The demonstration that the evidence of a discrepancy calls for.
std::unique_ptr<Demonstration> make_demonstration(PairRunner& pair, const ExploreLimits& limits,
                                                  const Discrepancy& discrepancy);

/// The discrepancy of a program whose outcome sets differ.
Discrepancy discrepancy_of(const Program& program, const OutcomeDifference& found);

/// For a discrepancy by race sets: under how many schedules of its reproducer each side was
/// watched.
RaceCounts count_races(PairRunner& pair, const Discrepancy& discrepancy);

/// What the other side can show of what each side of a pair has shown.
struct CommonOutcomes {
  OutcomeSearch::Answer of_reference = OutcomeSearch::Answer::kCan;  ///< in the variant
  OutcomeSearch::Answer of_variant = OutcomeSearch::Answer::kCan;    ///< in the reference

  bool differ() const {
    return of_reference == OutcomeSearch::Answer::kCannot ||
           of_variant == OutcomeSearch::Answer::kCannot;
  }
  bool agree() const {
    return of_reference == OutcomeSearch::Answer::kCan && of_variant == OutcomeSearch::Answer::kCan;
  }
};

/// Looks for what each side of a pair has shown on the other side, the variant's first; one that
/// differs is enough. Runs no other pair. Throws NotReproducible, NotExplorable.
CommonOutcomes find_common_outcomes(PairRunner& pair, const Program& program,
                                    const ObservedPair& shown, const ExploreLimits& limits);

}  // namespace lockstep
