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
        totals_(explorer_.explore()),
        paths_(explorer_.seen()) {
    if (totals_.complete) {
      outcomes_.assign(explorer_.outcomes().begin(), explorer_.outcomes().end());
    } else {
      for (const auto& [outcome, path] : paths_) outcomes_.push_back(outcome);
    }
  }

  /// Whether these are all of its outcomes.
  bool complete() const { return totals_.complete; }
  const std::vector<OutcomeDigest>& outcomes() const { return outcomes_; }
  bool has(OutcomeDigest outcome) const { return std::ranges::binary_search(outcomes_, outcome); }
  ExploredSide explored() const { return {totals_, explorer_.interleavings(), outcomes_.size()}; }

  /// Choices that lead to this outcome.
  const Path& path_to(OutcomeDigest outcome) {
    const auto [known, is_new] = paths_.try_emplace(outcome);
    if (is_new) known->second = explorer_.find_path(outcome);
    return known->second;
  }

  /// Makes an execution that shows this outcome.
  void observe(OutcomeDigest outcome, Observation& observation) {
    std::vector<Step> steps;
    for (const std::uint8_t task : path_to(outcome)) steps.emplace_back(task);
    ReplayScheduler scheduler;
    scheduler.follow(steps);
    const Executor::RacesIgnored ignored(executor_);  // they are not part of an outcome
    executor_.run(program_, implementation_, scheduler, observation);
  }

  /// Executions that show its first outcomes: those that outcomes of the other side are compared
  /// to.
  const std::vector<Observation>& examples() {
    while (examples_.size() < std::min(outcomes_.size(), kMostCompared)) {
      const OutcomeDigest outcome = outcomes_[examples_.size()];
      observe(outcome, scratch_);
      examples_.push_back(scratch_.compact());
    }
    return examples_;
  }

 private:
  Executor& executor_;
  const Program& program_;
  const lockstep_implementation& implementation_;
  ProgramMachine machine_;
  StateExplorer explorer_;
  const ExploreTotals totals_;
  std::vector<OutcomeDigest> outcomes_;  // sorted
  std::map<OutcomeDigest, Path> paths_;  // as far as they are known
  Observation scratch_;
  std::vector<Observation> examples_;
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
  Comparison(const Program& program, Side& reference, Side& variant, KnownDiscrepancies* known)
      : program_(program), reference_(reference), variant_(variant), known_(known) {}

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
  Side& reference_;
  Side& variant_;
  KnownDiscrepancies* const known_;
  Observation shown_;
  std::set<std::string> fingerprints_;
  std::vector<OutcomeDifference> differences_;
};

}  // namespace

namespace {

// Counts what only `side` has, and adds as many of these as are asked for.
std::uint64_t list_one_sided(Side& side, const Side& other, bool in_variant, std::size_t most,
                             std::vector<OneSidedOutcome>& list) {
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
  Side reference(pair.executor(), program, pair.reference(), side_limits);
  Side variant(pair.executor(), program, pair.variant(), side_limits);
  result.complete = reference.complete() && variant.complete();
  result.reference = reference.explored();
  result.variant = variant.explored();
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
