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
  const bool is_empty = changes && !changes->any_run();
  return verdict == Verdict::kUpheld && is_empty ? Verdict::kInconclusive : verdict;
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

Verdict conclude(const CheckResult& result) {
  const bool internal = result.primitives && !result.internal.empty();
  if (!result.reachable.empty() || internal) return Verdict::kRefuted;
  if (result.interrupted) return Verdict::kInconclusive;
  const bool decided = result.pairs() != 0 && (result.undecided == 0 || result.complete() != 0);
  return decided ? earned(Verdict::kUpheld, result.changes) : Verdict::kInconclusive;
}

}  // namespace lockstep
