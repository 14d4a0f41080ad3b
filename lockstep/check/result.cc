// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/result.h"

namespace lockstep {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRefuted:
      return "refuted";
    case Verdict::kUpheld:
      return "upheld";
    case Verdict::kInconclusive:
      break;
  }
  return "inconclusive";
}

Verdict earned(Verdict verdict, const std::optional<Changes>& changes) {
  const bool unearned = verdict == Verdict::kUpheld && is_nothing_run(changes);
  return unearned ? Verdict::kInconclusive : verdict;
}

std::vector<Discrepancy>& CheckResult::list_of(DiscrepancyClass what) {
  switch (what) {
    case DiscrepancyClass::kReachable:
      return reachable;
    case DiscrepancyClass::kInternal:
      return internal;
    case DiscrepancyClass::kOutOfContract:
      break;
  }
  return out_of_contract;
}

std::uint64_t CheckResult::pairs() const {
  std::uint64_t sum = corpus.pairs + random.pairs;
  for (const SmallProgramTotals& size : small_programs) sum += size.totals.pairs;
  return sum;
}

std::uint64_t CheckResult::complete() const {
  std::uint64_t sum = corpus.complete + random.complete;
  for (const SmallProgramTotals& size : small_programs) sum += size.totals.complete;
  return sum;
}

bool compared_enough(const CheckResult& result) {
  const auto& sizes = result.small_programs;
  return !sizes.empty() && sizes.front().all && result.random.programs != 0 &&
         result.pairs() >= kLeastPairs;
}

Doubt first_doubt(const CheckResult& result) {
  if (result.interrupted) return Doubt::kInterrupted;
  if (!result.lost.empty()) return Doubt::kLost;
  if (result.pairs() == 0) return Doubt::kNothingCompared;
  if (result.undecided() != 0) return Doubt::kUndecided;
  if (result.shortcomings.shares_memory) return Doubt::kSharesMemory;
  if (result.shortcomings.reads_uninitialised) return Doubt::kReadsUninitialised;
  if (result.shortcomings.races_only_reported) return Doubt::kRacesOnlyReported;
  if (result.shortcomings.races_lost) return Doubt::kRacesLost;
  return compared_enough(result) ? Doubt::kNone : Doubt::kTooLittleCompared;
}

Verdict conclude(const CheckResult& result) {
  const bool internal = result.primitives && !result.internal.empty();
  if (!result.reachable.empty() || internal) return Verdict::kRefuted;
  return first_doubt(result) == Doubt::kNone ? earned(Verdict::kUpheld, result.changes)
                                             : Verdict::kInconclusive;
}

}  // namespace lockstep
