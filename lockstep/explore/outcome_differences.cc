// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_differences.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "lockstep/explore/explored_outcomes.h"
#include "lockstep/explore/outcome_search.h"

namespace lockstep {
namespace {

// More outcomes than these are not explained one by one: the first ones will do.
constexpr std::size_t kMostExplained = 32;

// What is nearest depends on how far one looks: so it is the same for whoever asks.
constexpr std::uint64_t kMostStatesOfNearest = 5'000;

ExploredSide summary_of(const ExploredOutcomes& side) {
  return {side.totals(), side.interleavings(), side.outcomes().size()};
}

/// Decides between equally near outcomes, so that what is found depends on what they show and not
/// on the order in which they are met: it is looked for again in ever smaller programs.
bool is_more_telling(const Difference& a, const Difference& b) {
  return std::pair(a.kind(), a.main().identity) < std::pair(b.kind(), b.main().identity);
}

/// The comparison of one program.
class Comparison {
 public:
  Comparison(PairRunner& pair, const Program& program, const ExploreLimits& limits,
             std::size_t most_one_sided)
      : pair_(pair),
        program_(program),
        limits_(limits),
        most_one_sided_(most_one_sided),
        reference_(pair.executor(), program, pair.reference(), limits),
        variant_(pair.executor(), program, pair.variant(), limits) {}

  OutcomeComparison compare() {
    result_.complete = reference_.complete() && variant_.complete();
    result_.reference = summary_of(reference_);
    result_.variant = summary_of(variant_);
    look_at(true);
    look_at(false);
    return std::move(result_);
  }

 private:
  // The outcomes that only the variant has, or only the reference.
  void look_at(bool in_variant) {
    ExploredOutcomes& side = in_variant ? variant_ : reference_;
    const ExploredOutcomes& other = in_variant ? reference_ : variant_;
    if (!other.complete()) return;
    std::vector<OutcomeDigest> only;
    std::ranges::set_difference(side.outcomes(), other.outcomes(), std::back_inserter(only));
    if (!only.empty()) take_out_late_looks(only, in_variant);
    (in_variant ? result_.only_variant : result_.only_reference) = only.size();
    for (std::size_t i = 0; i < only.size(); ++i) {
      if (i < most_one_sided_) list(side, only[i], in_variant);
      if (i < kMostExplained) explain(side, only[i], in_variant);
    }
  }

  void list(ExploredOutcomes& side, const OutcomeDigest& outcome, bool in_variant) {
    side.observe(outcome, shown_);
    result_.one_sided.push_back({side.path_to(outcome), in_variant, shown_});
  }

  // Takes out the outcomes that the other side shows to callers that look in their own time.
  void take_out_late_looks(std::vector<OutcomeDigest>& only, bool in_variant) {
    const ExploredOutcomes patient(pair_.executor(), program_,
                                   in_variant ? pair_.reference() : pair_.variant(), limits_,
                                   OutcomeView::kAll, Executor::Looks::kAsSteps);
    std::erase_if(only, [&](const OutcomeDigest& outcome) { return patient.has(outcome); });
    if (patient.complete()) return;
    result_.complete = false;
    ExploredOutcomes& side = in_variant ? variant_ : reference_;
    only.resize(std::min(only.size(), kMostExplained));
    std::erase_if(only, [&](const OutcomeDigest& outcome) {
      side.observe(outcome, shown_);
      OutcomeSearch search(pair_.executor(), program_,
                           in_variant ? pair_.reference() : pair_.variant(), shown_);
      return search.can_show(limits_) != OutcomeSearch::Answer::kCannot;
    });
  }

  void explain(ExploredOutcomes& side, const OutcomeDigest& outcome, bool in_variant) {
    side.observe(outcome, shown_);
    Observation other;
    auto difference = explain_outcome(pair_, program_, shown_, in_variant, other);
    if (!difference || !fingerprints_.insert(difference->fingerprint()).second) return;
    result_.differences.push_back({std::move(*difference),
                                   {shown_.steps.begin(), shown_.steps.end()},
                                   {other.steps.begin(), other.steps.end()},
                                   in_variant});
  }

  PairRunner& pair_;
  const Program& program_;
  const ExploreLimits& limits_;
  const std::size_t most_one_sided_;
  ExploredOutcomes reference_;
  ExploredOutcomes variant_;
  Observation shown_;
  std::set<std::string> fingerprints_;
  OutcomeComparison result_;
};

}  // namespace

OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided) {
  ExploreLimits side_limits = limits;
  side_limits.memory /= 2;
  return Comparison(pair, program, side_limits, most_one_sided).compare();
}

std::optional<Difference> explain_outcome(PairRunner& pair, const Program& program,
                                          const Observation& shown, bool in_variant,
                                          Observation& other) {
  ExploreLimits limits;
  limits.states = kMostStatesOfNearest;
  limits.cost = 5 * kMostStatesOfNearest;
  OutcomeSearch search(pair.executor(), program, in_variant ? pair.reference() : pair.variant(),
                       shown);
  std::optional<Difference> telling;
  for (NearOutcome& near : search.find_nearest(limits)) {
    auto difference = in_variant ? first_difference(program, near.observation, shown, pair.known())
                                 : first_difference(program, shown, near.observation, pair.known());
    if (!difference && !pair.known()) throw std::logic_error("outcomes differ in nothing");
    if (!difference) return std::nullopt;  // the same, but for what is known
    if (telling && !is_more_telling(*difference, *telling)) continue;
    telling = std::move(difference);
    other = near.observation;
  }
  telling->diverged = false;  // outcomes do not depend on the schedule
  return telling;
}

}  // namespace lockstep
