// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_differences.h"

#include <algorithm>
#include <set>

#include "lockstep/compare/outcome.h"
#include "lockstep/explore/interleavings.h"

namespace lockstep {
namespace {

// More outcomes than these are not explained one by one: the first ones will do.
constexpr std::size_t kMostExplained = 32;
constexpr std::size_t kMostCompared = 512;

/// Observations of all outcomes of one side, made again from their steps.
class Replays {
 public:
  Replays(Executor& executor, const Program& program, const lockstep_implementation& side)
      : executor_(executor), program_(program), side_(side) {}

  void observe(const std::vector<Step>& steps, Observation& observation) {
    scheduler_.follow(steps);
    executor_.run(program_, side_, scheduler_, observation);
  }

 private:
  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& side_;
  ReplayScheduler scheduler_;
};

/// How many operations of `a` have the same record in `b`.
std::size_t similarity(const Observation& a, const Observation& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a.operations, [&](const OperationRecord& record) {
        return std::ranges::find(b.operations, record) != b.operations.end();
      }));
}

/// Decides between equally similar outcomes, so that what is found depends on what they show and
/// not on the order of their digests: it is looked for again in ever smaller programs.
bool is_more_telling(const Difference& a, const Difference& b) {
  return std::pair(a.kind(), a.main().key) < std::pair(b.kind(), b.main().key);
}

class Comparison {
 public:
  Comparison(PairRunner& pair, const Program& program)
      : program_(program),
        reference_(pair.executor(), program, pair.reference()),
        variant_(pair.executor(), program, pair.variant()) {}

  /// Explains what `variant_only` says: outcomes that the other side does not have.
  void explain(const OutcomeSet& outcomes, const OutcomeSet& others, bool in_variant) {
    std::size_t explained = 0;
    for (const auto& [digest, steps] : outcomes.outcomes()) {
      if (others.contains(digest)) continue;
      if (++explained > kMostExplained) break;
      (in_variant ? variant_ : reference_).observe(steps, shown_);
      explain_one(others, steps, in_variant);
    }
  }

  std::vector<OutcomeDifference> take() { return std::move(differences_); }

 private:
  void explain_one(const OutcomeSet& others, const std::vector<Step>& steps, bool in_variant) {
    std::optional<Difference> nearest;
    std::size_t most_similar = 0;
    std::size_t compared = 0;
    for (const auto& [digest, other_steps] : others.outcomes()) {
      if (++compared > kMostCompared) break;
      (in_variant ? reference_ : variant_).observe(other_steps, other_);
      const std::size_t similar = similarity(shown_, other_);
      if (nearest && similar < most_similar) continue;
      auto difference = compare(in_variant);
      if (!difference) continue;
      if (nearest && similar == most_similar && !is_more_telling(*difference, *nearest)) continue;
      nearest = std::move(difference);
      most_similar = similar;
    }
    if (!nearest || !fingerprints_.insert(nearest->fingerprint()).second) return;
    nearest->diverged = false;  // outcomes do not depend on the schedule
    differences_.push_back({std::move(*nearest), steps, in_variant});
  }

  std::optional<Difference> compare(bool in_variant) const {
    auto all = in_variant ? lockstep::differences(program_, other_, shown_)
                          : lockstep::differences(program_, shown_, other_);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
  }

  const Program& program_;
  Replays reference_;
  Replays variant_;
  Observation shown_;
  Observation other_;
  std::set<std::string> fingerprints_;
  std::vector<OutcomeDifference> differences_;
};

}  // namespace

OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program, std::uint64_t limit) {
  OutcomeComparison result;
  OutcomeSet reference;
  OutcomeSet variant;
  const Enumeration ours =
      enumerate_outcomes(pair.executor(), program, pair.reference(), limit, reference);
  const Enumeration theirs =
      enumerate_outcomes(pair.executor(), program, pair.variant(), limit, variant);
  result.reference_interleavings = ours.interleavings;
  result.variant_interleavings = theirs.interleavings;
  result.complete = ours.complete && theirs.complete;
  Comparison comparison(pair, program);
  if (ours.complete) comparison.explain(variant, reference, true);
  if (theirs.complete) comparison.explain(reference, variant, false);
  result.differences = comparison.take();
  return result;
}

}  // namespace lockstep
