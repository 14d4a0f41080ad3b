// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/race_state.h"

#include <algorithm>

namespace lockstep {
namespace {

using Count = VectorClock::Count;

/// The pieces of every task's past in which it has made an access that can still race. Which piece
/// that is does not matter, only which of them a clock covers.
class Pieces {
 public:
  void add(unsigned task, Count count) { counts_[task].push_back(count); }

  void sort() {
    for (auto& counts : counts_) {
      std::ranges::sort(counts);
      counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
    }
  }

  /// How many of them end before the count, or with it.
  std::uint16_t rank(unsigned task, Count count) const {
    const auto& counts = counts_[task];
    return static_cast<std::uint16_t>(std::ranges::upper_bound(counts, count) - counts.begin());
  }

  std::array<std::uint16_t, kMaxTasks> ranks(const VectorClock& clock) const {
    std::array<std::uint16_t, kMaxTasks> ranks;
    for (unsigned task = 0; task < kMaxTasks; ++task) ranks[task] = rank(task, clock.of(task));
    return ranks;
  }

 private:
  std::array<std::vector<Count>, kMaxTasks> counts_;
};

}  // namespace

bool RaceDetector::can_still_race(const Record& record, TaskSet unfinished) const {
  unfinished.erase(record.task);
  for (; !unfinished.empty(); unfinished.erase(unfinished.first())) {
    if (!clocks_[unfinished.first()].ordered.covers(record.task, record.count)) return true;
  }
  return false;
}

bool RaceDetector::adopt_what_was_learned() {
  bool is_more = false;
  for (Word& word : words_) {
    is_more |= !word.counts && word.may_race();
    word.counts = word.may_race();
  }
  return is_more;
}

std::uint64_t RaceDetector::name_of(const Word& word) const {
  if (word.address) return reinterpret_cast<std::uintptr_t>(word.address);
  return static_cast<std::uint64_t>(&word - words_.data());
}

bool RaceDetector::is_of_task(const Word& word) const {
  return !word.address && name_of(word) >= first_of_tasks_ / kWord;
}

void RaceDetector::write_state(TaskSet unfinished, RaceState& state) const {
  state.clear();
  Pieces pieces;
  std::vector<const Record*> records;
  for (const Word* const word : touched_) {
    if (!word->counts && !word->address) continue;
    const std::uint64_t name = name_of(*word);
    for (const Records* const kind : {&word->plain, &word->marked}) {
      for (unsigned task = 0; task < kMaxTasks; ++task) {
        for (std::uint16_t i = kind->of(task); i != 0; i = records_[i].next) {
          const Record& record = records_[i];
          if (!can_still_race(record, unfinished)) continue;
          pieces.add(task, record.count);
          state.accesses_.push_back({name, record.task, record.kind, record.mask, 0});
          state.names_task_ |= is_of_task(*word);
          records.push_back(&record);
        }
      }
    }
  }
  if (state.accesses_.empty()) return;
  pieces.sort();
  for (std::size_t i = 0; i < records.size(); ++i) {
    state.accesses_[i].rank = pieces.rank(records[i]->task, records[i]->count);
  }
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    const TaskClocks& clocks = clocks_[task];
    auto& ranks = state.clocks_[task];
    ranks = {};
    if (!unfinished.contains(task)) continue;
    ranks = {pieces.ranks(clocks.ordered), pieces.ranks(clocks.depended), pieces.ranks(clocks.read),
             pieces.ranks(clocks.fenced)};
  }
  for (const Word* const word : touched_) {
    for (unsigned half = 0; half < word->released.size(); ++half) {
      const auto ranks = pieces.ranks(word->released[half]);
      if (ranks == RaceState::Ranks{}) continue;
      state.released_.push_back({name_of(*word), half, ranks});
      state.names_task_ |= is_of_task(*word);
    }
  }
  std::ranges::sort(state.accesses_, {}, &RaceState::Access::word);
  const auto place = [](const RaceState::Released& released) {
    return std::pair(released.word, released.half);
  };
  std::ranges::sort(state.released_, {}, place);
}

void RaceState::append_to(std::span<const unsigned> order,
                          std::vector<std::uint64_t>& words) const {
  if (empty()) return;
  std::array<std::uint8_t, kMaxTasks> place = {};
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint8_t>(i);
  const auto append = [&](const Ranks& ranks) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      word = word << 16 | ranks[order[i]];
      if (i % 4 == 3) words.push_back(word), word = 0;
    }
    if (order.size() % 4 != 0) words.push_back(word);
  };
  for (const unsigned task : order) std::ranges::for_each(clocks_[task], append);
  for (auto first = accesses_.begin(); first != accesses_.end();) {
    const std::uint64_t word = first->word;
    words.push_back(word);
    const auto begin = static_cast<std::ptrdiff_t>(words.size());
    for (; first != accesses_.end() && first->word == word; ++first) {
      words.push_back(1ull << 63 | std::uint64_t{first->rank} << 32 |
                      std::uint64_t{first->mask} << 16 | std::uint64_t{place[first->task]} << 8 |
                      static_cast<std::uint64_t>(first->kind));
    }
    std::sort(words.begin() + begin, words.end());
  }
  for (const Released& released : released_) {
    words.push_back(released.word << 1 | released.half);
    append(released.ranks);
  }
}

}  // namespace lockstep
