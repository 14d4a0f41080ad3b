// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_sets.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockstep {
namespace {

constexpr std::size_t kMemoryPerNode = 64;  // of a map, with its entry
constexpr std::size_t kMemoryPerSet = sizeof(std::vector<OutcomeDigest>) + kMemoryPerNode;

}  // namespace

OutcomeSets::OutcomeSets() { intern({}); }

OutcomeSets::Id OutcomeSets::intern(std::vector<OutcomeDigest> sorted) {
  const std::uint64_t hash = XXH3_64bits(sorted.data(), sorted.size() * sizeof(OutcomeDigest));
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto known = begin; known != end; ++known) {
    if (sets_[known->second] == sorted) return known->second;
  }
  const auto id = static_cast<Id>(sets_.size());
  sorted.shrink_to_fit();
  memory_ += sorted.size() * sizeof(OutcomeDigest) + kMemoryPerSet;
  sets_.push_back(std::move(sorted));
  by_hash_.emplace(hash, id);
  return id;
}

OutcomeSets::Id OutcomeSets::single(OutcomeDigest outcome) { return intern({outcome}); }

OutcomeSets::Id OutcomeSets::shifted(Id set, OutcomeDigest shown) {
  if (shown == OutcomeDigest{} || set == kNone) return set;
  const auto [entry, is_new] = shifts_.try_emplace({set, shown}, kNone);
  if (!is_new) return entry->second;
  memory_ += kMemoryPerNode;
  std::vector<OutcomeDigest> moved = sets_[set];
  for (OutcomeDigest& outcome : moved) outcome = outcome + shown;
  std::ranges::sort(moved);
  return entry->second = intern(std::move(moved));
}

OutcomeSets::Id OutcomeSets::united(Id a, Id b) {
  if (a == b || b == kNone) return a;
  if (a == kNone) return b;
  if (a > b) std::swap(a, b);
  const auto [entry, is_new] = unions_.try_emplace({a, b}, kNone);
  if (!is_new) return entry->second;
  memory_ += kMemoryPerNode;
  std::vector<OutcomeDigest> both;
  both.reserve(sets_[a].size() + sets_[b].size());
  std::ranges::set_union(sets_[a], sets_[b], std::back_inserter(both));
  return entry->second = intern(std::move(both));
}

bool OutcomeSets::contains(Id set, OutcomeDigest outcome) const {
  return std::ranges::binary_search(sets_[set], outcome);
}

}  // namespace lockstep
