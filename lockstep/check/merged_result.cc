// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "lockstep/check/replay.h"
#include "lockstep/check/share_result.h"
#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

void add(const SearchTotals& more, SearchTotals& totals) {
  totals.programs += more.programs;
  totals.complete += more.complete;
  totals.pairs += more.pairs;
}

// Programs of a size are counted once all shares have done theirs: then each says how many there
// are in all. What a share did not come to, it did not do.
SmallProgramTotals merge_size(std::size_t place, const std::vector<ShareResult>& shares) {
  SmallProgramTotals size;
  bool all = true;
  std::uint64_t pairs = 0;
  bool by_histories = false;
  for (const ShareResult& share : shares) {
    const auto& sizes = share.totals.small_programs;
    if (place >= sizes.size()) {
      all = false;
      continue;
    }
    size = sizes[place];
    all &= size.all;
    pairs += size.totals.pairs;
    by_histories |= size.by_histories;
  }
  if (!all) size.totals = {};
  size.all = all;
  size.totals.pairs = pairs;
  size.by_histories = by_histories;
  return size;
}

// Sizes that nobody looked at are left out.
std::vector<SmallProgramTotals> merge_sizes(const std::vector<ShareResult>& shares) {
  std::size_t most = 0;
  for (const ShareResult& share : shares) {
    most = std::max(most, share.totals.small_programs.size());
  }
  std::vector<SmallProgramTotals> sizes;
  for (std::size_t place = 0; place < most; ++place) {
    const SmallProgramTotals size = merge_size(place, shares);
    if (size.all || size.totals.pairs != 0) sizes.push_back(size);
  }
  return sizes;
}

DivergedKinds merge_kinds(const std::vector<ShareResult>& shares) {
  std::set<std::string> open;
  std::set<std::string> settled;
  for (const ShareResult& share : shares) {
    open.insert(share.totals.kinds.open.begin(), share.totals.kinds.open.end());
    settled.insert(share.totals.kinds.settled.begin(), share.totals.kinds.settled.end());
  }
  DivergedKinds kinds;
  std::ranges::set_difference(open, settled, std::back_inserter(kinds.open));
  kinds.settled.assign(settled.begin(), settled.end());
  return kinds;
}

/// Makes one list of the discrepancies of several shares.
class Discrepancies {
 public:
  Discrepancies(PairRunner& pair, Uninitialised uninitialised)
      : pair_(pair), uninitialised_(uninitialised) {
    pair.executor().set_uninitialised(uninitialised);
  }

  void add(const ShareResult& share, std::uint64_t pairs_before) {
    for (const ShownElsewhere& shown : share.discrepancies) {
      Discrepancy found = shown.discrepancy;
      found.found_after += pairs_before;
      const auto same = std::ranges::find(all_, shown.fingerprint, [](const Discrepancy& known) {
        return known.difference.fingerprint();
      });
      if (same != all_.end() && cost(found) >= cost(*same)) continue;
      auto difference = find_difference(found, shown.fingerprint);
      // It may show only with other memory in place of what was never written.
      if (!difference && share.totals.uninitialised != uninitialised_) continue;
      if (!difference) throw_not_shown(shown);
      found.difference = std::move(*difference);
      if (same != all_.end()) all_.erase(same);
      all_.push_back(std::move(found));
    }
  }

  const std::vector<Discrepancy>& all() const { return all_; }

 private:
  static std::pair<DiscrepancyClass, unsigned> cost(const Discrepancy& discrepancy) {
    return {discrepancy.discrepancy_class(), count_operations(discrepancy.reproducer)};
  }

  std::optional<Difference> find_difference(const Discrepancy& found,
                                            const std::string& fingerprint) const {
    const ReplayedPair replayed = replay_unchecked(pair_, found);
    const Difference* const shown = find_by_fingerprint(replayed.differences, fingerprint);
    return shown ? std::optional(*shown) : std::nullopt;
  }

  [[noreturn]] static void throw_not_shown(const ShownElsewhere& shown) {
    throw NotReproducible(fmt::format(
        "what one process found, {}, does not show when another one runs its program:\n{}",
        shown.fingerprint, print_program(shown.discrepancy.reproducer)));
  }

  PairRunner& pair_;
  const Uninitialised uninitialised_;
  std::vector<Discrepancy> all_;
};

// That of a share whose discrepancies need it, if there is one.
Uninitialised choose_uninitialised(const std::vector<ShareResult>& shares) {
  Uninitialised chosen = Uninitialised::kAsLeft;
  for (const ShareResult& share : shares) {
    const Uninitialised its = share.totals.uninitialised;
    if (its == Uninitialised::kAsLeft) continue;
    if (!share.discrepancies.empty()) return its;
    if (chosen == Uninitialised::kAsLeft) chosen = its;
  }
  return chosen;
}

void add(const CheckResult& more, CheckResult& result) {
  add(more.corpus, result.corpus);
  add(more.random, result.random);
  result.corpus_cut_short |= more.corpus_cut_short;
  result.explained += more.explained;
  result.interrupted |= more.interrupted;
  result.watched_pairs += more.watched_pairs;
  result.racy_pairs += more.racy_pairs;
  result.alike_racy_pairs += more.alike_racy_pairs;
  result.shortcomings.shares_memory |= more.shortcomings.shares_memory;
  result.shortcomings.reads_uninitialised |= more.shortcomings.reads_uninitialised;
  result.shortcomings.races_only_reported |= more.shortcomings.races_only_reported;
  result.shortcomings.races_lost |= more.shortcomings.races_lost;
}

}  // namespace

void merge_results(const std::vector<ShareResult>& shares, PairRunner& pair, CheckResult& result) {
  result.uninitialised = choose_uninitialised(shares);
  Discrepancies discrepancies(pair, result.uninitialised);
  std::uint64_t pairs = 0;
  for (const ShareResult& share : shares) {
    discrepancies.add(share, pairs);
    pairs += share.totals.pairs();
    add(share.totals, result);
    result.known.add_times(share.known_times);
  }
  for (const Discrepancy& found : discrepancies.all()) {
    result.list_of(found.discrepancy_class()).push_back(found);
  }
  result.small_programs = merge_sizes(shares);
  result.kinds = merge_kinds(shares);
}

}  // namespace lockstep
