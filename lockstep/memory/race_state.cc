// SPDX-License-Identifier: GPL-2.0-only
// The state of a race detector, for those who explore.
#include <algorithm>

#include "lockstep/memory/race_detector.h"

namespace lockstep {
namespace {

using Count = VectorClock::Count;

/// The pieces of every task's past in which it has made a last access. Which piece that is does not
/// matter, only which of them a clock covers.
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
  std::uint64_t rank(unsigned task, Count count) const {
    const auto& counts = counts_[task];
    return static_cast<std::uint64_t>(std::ranges::upper_bound(counts, count) - counts.begin());
  }

  void append(const VectorClock& clock, std::vector<std::uint64_t>& words) const {
    for (unsigned task = 0; task < kMaxTasks; ++task) {
      if (!counts_[task].empty()) words.push_back(rank(task, clock.of(task)));
    }
  }

 private:
  std::array<std::vector<Count>, kMaxTasks> counts_;
};

}  // namespace

void RaceDetector::append_state(std::vector<std::uint64_t>& words) const {
  const auto for_each_word = [this](const auto& visit) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].execution == execution_) visit(words_[i], i);
    }
    for (const Word& word : elsewhere_) {
      if (word.execution == execution_) visit(word, reinterpret_cast<std::uintptr_t>(word.address));
    }
  };
  const auto for_each_record = [this](const Word& word, const auto& visit) {
    for (const Records* const records : {&word.plain, &word.marked}) {
      for (unsigned task = 0; task < kMaxTasks; ++task) {
        for (std::uint16_t i = records->of(task); i != 0; i = records_[i].next) visit(records_[i]);
      }
    }
  };

  Pieces pieces;
  for_each_word([&](const Word& word, std::uint64_t) {
    for_each_record(word, [&](const Record& record) { pieces.add(record.task, record.count); });
  });
  pieces.sort();
  for (const TaskClocks& clocks : clocks_) {
    pieces.append(clocks.ordered, words);
    pieces.append(clocks.depended, words);
    pieces.append(clocks.read, words);
    pieces.append(clocks.fenced, words);
  }
  for_each_word([&](const Word& word, std::uint64_t name) {
    words.push_back(name);
    const std::size_t begin = words.size();
    for_each_record(word, [&](const Record& record) {
      words.push_back(pieces.rank(record.task, record.count) << 32 |
                      std::uint64_t{record.mask} << 16 | std::uint64_t{record.task} << 8 |
                      static_cast<std::uint64_t>(record.kind));
    });
    std::sort(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end());
    for (const VectorClock& released : word.released) pieces.append(released, words);
  });
}

}  // namespace lockstep
