// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_differences.h"

#include <set>

#include "lockstep/explore/explored_outcomes.h"

namespace lockstep {
namespace {

// More outcomes than these are not explained one by one: the first ones will do.
constexpr std::size_t kMostExplained = 32;

ExploredSide summary_of(const ExploredOutcomes& side) {
  return {side.totals(), side.interleavings(), side.outcomes().size()};
}

/// Decides between equally similar outcomes, so that what is found depends on what they show and
/// not on the order of their digests: it is looked for again in ever smaller programs.
bool is_more_telling(const Difference& a, const Difference& b) {
  return std::pair(a.kind(), a.main().key) < std::pair(b.kind(), b.main().key);
}

class Comparison {
 public:
  Comparison(const Program& program, ExploredOutcomes& reference, ExploredOutcomes& variant,
             KnownDiscrepancies* known)
      : program_(program), reference_(reference), variant_(variant), known_(known) {}

  /// Explains the outcomes that only the variant has, or only the reference.
  void explain(bool in_variant) {
    ExploredOutcomes& side = in_variant ? variant_ : reference_;
    ExploredOutcomes& other = in_variant ? reference_ : variant_;
    std::size_t explained = 0;
    for (const OutcomeDigest& outcome : side.outcomes()) {
      if (other.has(outcome)) continue;
      if (++explained > kMostExplained) break;
      side.observe(outcome, shown_);
      explain_shown(other, in_variant);
    }
  }

  std::vector<OutcomeDifference> take() { return std::move(differences_); }

 private:
  void explain_shown(ExploredOutcomes& others, bool in_variant) {
    std::optional<Difference> nearest;
    std::size_t most_similar = 0;
    for (const Observation& other : others.examples()) {
      const std::size_t similar = similarity(shown_, other);
      if (nearest && similar < most_similar) continue;
      auto difference = compare(other, in_variant);
      if (!difference && known_) return;  // the same, but for what is known
      if (!difference) continue;
      if (nearest && similar == most_similar && !is_more_telling(*difference, *nearest)) continue;
      nearest = std::move(difference);
      most_similar = similar;
    }
    if (!nearest || !fingerprints_.insert(nearest->fingerprint()).second) return;
    nearest->diverged = false;  // outcomes do not depend on the schedule
    differences_.push_back(
        {std::move(*nearest), {shown_.steps.begin(), shown_.steps.end()}, in_variant});
  }

  std::optional<Difference> compare(const Observation& other, bool in_variant) const {
    return in_variant ? first_difference(program_, other, shown_, known_)
                      : first_difference(program_, shown_, other, known_);
  }

  const Program& program_;
  ExploredOutcomes& reference_;
  ExploredOutcomes& variant_;
  KnownDiscrepancies* const known_;
  Observation shown_;
  std::set<std::string> fingerprints_;
  std::vector<OutcomeDifference> differences_;
};

}  // namespace

namespace {

// Counts what only `side` has, and adds as many of these as are asked for.
std::uint64_t list_one_sided(ExploredOutcomes& side, const ExploredOutcomes& other, bool in_variant,
                             std::size_t most, std::vector<OneSidedOutcome>& list) {
  std::uint64_t count = 0;
  for (const OutcomeDigest& outcome : side.outcomes()) {
    if (other.has(outcome)) continue;
    if (++count <= most) list.push_back({side.path_to(outcome), in_variant});
  }
  return count;
}

}  // namespace

OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided) {
  OutcomeComparison result;
  ExploreLimits side_limits = limits;
  side_limits.memory /= 2;
  ExploredOutcomes reference(pair.executor(), program, pair.reference(), side_limits);
  ExploredOutcomes variant(pair.executor(), program, pair.variant(), side_limits);
  result.complete = reference.complete() && variant.complete();
  result.reference = summary_of(reference);
  result.variant = summary_of(variant);
  Comparison comparison(program, reference, variant, pair.known());
  if (reference.complete()) {
    comparison.explain(true);
    result.only_variant =
        list_one_sided(variant, reference, true, most_one_sided, result.one_sided);
  }
  if (variant.complete()) {
    comparison.explain(false);
    result.only_reference =
        list_one_sided(reference, variant, false, most_one_sided, result.one_sided);
  }
  result.differences = comparison.take();
  return result;
}

}  // namespace lockstep
