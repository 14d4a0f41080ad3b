// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_differences.h"

#include <algorithm>
#include <map>
#include <set>

#include "lockstep/explore/program_machine.h"

namespace lockstep {
namespace {

// More outcomes than these are not explained one by one: the first ones will do.
constexpr std::size_t kMostExplained = 32;
constexpr std::size_t kMostCompared = 512;

/// One side, with everything that it can do.
class Side {
 public:
  Side(Executor& executor, const Program& program, const lockstep_implementation& implementation,
       const ExploreLimits& limits)
      : executor_(executor),
        program_(program),
        implementation_(implementation),
        machine_(executor, program, implementation, limits.verify),
        explorer_(machine_, limits),
        complete_(explorer_.explore().complete),
        paths_(explorer_.seen()) {
    if (complete_) {
      outcomes_.assign(explorer_.outcomes().begin(), explorer_.outcomes().end());
    } else {
      for (const auto& [outcome, path] : paths_) outcomes_.push_back(outcome);
    }
  }

  /// Whether these are all of its outcomes.
  bool complete() const { return complete_; }
  const std::vector<OutcomeDigest>& outcomes() const { return outcomes_; }
  bool has(OutcomeDigest outcome) const { return std::ranges::binary_search(outcomes_, outcome); }
  const InterleavingCount& interleavings() const { return explorer_.interleavings(); }

  /// Makes an execution that shows this outcome.
  void observe(OutcomeDigest outcome, Observation& observation) {
    const auto [known, is_new] = paths_.try_emplace(outcome);
    if (is_new) known->second = explorer_.find_path(outcome);
    std::vector<Step> steps;
    for (const std::uint8_t task : known->second) steps.emplace_back(task);
    ReplayScheduler scheduler;
    scheduler.follow(steps);
    executor_.run(program_, implementation_, scheduler, observation);
  }

 private:
  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  ProgramMachine machine_;
  StateExplorer explorer_;
  const bool complete_;
  std::vector<OutcomeDigest> outcomes_;  // sorted
  std::map<OutcomeDigest, Path> paths_;  // as far as they are known
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
  Comparison(const Program& program, Side& reference, Side& variant)
      : program_(program), reference_(reference), variant_(variant) {}

  /// Explains the outcomes that only the variant has, or only the reference.
  void explain(bool in_variant) {
    Side& side = in_variant ? variant_ : reference_;
    Side& other = in_variant ? reference_ : variant_;
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
  void explain_shown(Side& others, bool in_variant) {
    std::optional<Difference> nearest;
    std::size_t most_similar = 0;
    std::size_t compared = 0;
    for (const OutcomeDigest& outcome : others.outcomes()) {
      if (++compared > kMostCompared) break;
      others.observe(outcome, other_);
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
    differences_.push_back(
        {std::move(*nearest), {shown_.steps.begin(), shown_.steps.end()}, in_variant});
  }

  std::optional<Difference> compare(bool in_variant) const {
    return in_variant ? first_difference(program_, other_, shown_)
                      : first_difference(program_, shown_, other_);
  }

  const Program& program_;
  Side& reference_;
  Side& variant_;
  Observation shown_;
  Observation other_;
  std::set<std::string> fingerprints_;
  std::vector<OutcomeDifference> differences_;
};

}  // namespace

OutcomeComparison compare_outcomes(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits) {
  OutcomeComparison result;
  Side reference(pair.executor(), program, pair.reference(), limits);
  Side variant(pair.executor(), program, pair.variant(), limits);
  result.complete = reference.complete() && variant.complete();
  result.reference_interleavings = reference.interleavings();
  result.variant_interleavings = variant.interleavings();
  Comparison comparison(program, reference, variant);
  if (reference.complete()) comparison.explain(true);
  if (variant.complete()) comparison.explain(false);
  result.differences = comparison.take();
  return result;
}

}  // namespace lockstep
