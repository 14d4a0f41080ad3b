// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/symmetric_key.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

namespace lockstep {
namespace {

/// VMAs as they are numbered.
using VmaOrder = std::span<const unsigned>;

/// A few words that are hashed at once.
template <std::size_t most>
class FewWords {
 public:
  void add(std::uint64_t word) { words_[size_++] = word; }
  void add(const StateKey& key) {
    add(key.high);
    add(key.low);
  }
  template <typename Word, std::size_t size>
  void add(const std::array<Word, size>& words) {
    for (const Word word : words) add(word);
  }

  StateKey hash() const { return hash_state(std::span(words_).first(size_)); }

 private:
  std::array<std::uint64_t, most> words_;
  std::size_t size_ = 0;
};

/// Words of which there can be any number, so that it can be told where they end.
void append(const std::vector<std::uint64_t>& part, std::vector<std::uint64_t>& words) {
  words.push_back(part.size());
  words.insert(words.end(), part.begin(), part.end());
}

/// A pair of states, whose longer parts are hashed once for all orders of VMAs.
class StatePair {
 public:
  StatePair(const StateWords& reference, const StateWords& variant, unsigned operations_begun)
      : reference_(reference), variant_(variant), operations_begun_(operations_begun) {
    tasks_interchangeable_ = reference.warnings.empty() && variant.warnings.empty();
    for (unsigned task = 0; task < reference.task_count; ++task) {
      const TaskWords& one = reference.tasks[task];
      const TaskWords& other = variant.tasks[task];
      own_[task] = {hash_state(one.own), hash_state(other.own)};
      tasks_interchangeable_ &= !one.names_task && !other.names_task;
    }
  }

  /// The key if VMAs are numbered in this order.
  StateKey key(VmaOrder order) const {
    FewWords<kMaxVmas * 2 * LOCKSTEP_VMA_STATE_WORDS + 2 * kMaxTasks + 2 * kMaxMms + 5> words;
    for (const unsigned vma : order) {
      words.add(reference_.vmas[vma]);
      words.add(variant_.vmas[vma]);
    }
    NumberedTasks space;
    for (const NumberedTask& task : number_tasks(order, space)) words.add(task.hash);
    words.add(reference_.mms);
    words.add(variant_.mms);
    words.add(hash_state(reference_.warnings));
    words.add(hash_state(variant_.warnings));
    words.add(operations_begun_);
    return words.hash();
  }

  /// All words in that order, with nothing hashed.
  void write(VmaOrder order, std::vector<std::uint64_t>& words) const {
    words = {operations_begun_};
    NumberedTasks space;
    const auto tasks = number_tasks(order, space);
    for (const StateWords* const side : {&reference_, &variant_}) {
      for (const unsigned vma : order) {
        words.insert(words.end(), side->vmas[vma].begin(), side->vmas[vma].end());
      }
      for (const NumberedTask& task : tasks) write_task(side->tasks[task.index], order, words);
      words.insert(words.end(), side->mms.begin(), side->mms.end());
      append(side->warnings, words);
    }
  }

 private:
  struct NumberedTask {
    StateKey hash;
    unsigned index = 0;

    friend auto operator<=>(const NumberedTask&, const NumberedTask&) = default;
  };
  using NumberedTasks = std::array<NumberedTask, kMaxTasks>;

  /// The tasks as they are numbered: by all that they are, if they are interchangeable.
  std::span<const NumberedTask> number_tasks(VmaOrder order, NumberedTasks& space) const {
    const auto tasks = std::span(space).first(reference_.task_count);
    for (unsigned task = 0; task < tasks.size(); ++task) {
      FewWords<4 + kMaxVmas * 2 * std::tuple_size_v<decltype(TaskWords::per_vma)::value_type>>
          words;
      for (const StateKey& own : own_[task]) words.add(own);
      for (const unsigned vma : order) {
        words.add(reference_.tasks[task].per_vma[vma]);
        words.add(variant_.tasks[task].per_vma[vma]);
      }
      tasks[task] = {words.hash(), task};
    }
    if (tasks_interchangeable_) std::ranges::sort(tasks);
    return tasks;
  }

  static void write_task(const TaskWords& task, VmaOrder order, std::vector<std::uint64_t>& words) {
    append(task.own, words);
    for (const unsigned vma : order) {
      words.insert(words.end(), task.per_vma[vma].begin(), task.per_vma[vma].end());
    }
  }

  const StateWords& reference_;
  const StateWords& variant_;
  const unsigned operations_begun_;
  bool tasks_interchangeable_ = false;
  std::array<std::array<StateKey, 2>, kMaxTasks> own_;  // of both sides
};

}  // namespace

StateKey symmetric_key(const StateWords& reference, const StateWords& variant,
                       unsigned operations_begun, std::vector<std::uint64_t>* words) {
  const StatePair pair(reference, variant, operations_begun);
  std::array<unsigned, kMaxVmas> numbers;
  std::iota(numbers.begin(), numbers.end(), 0u);
  const std::span<unsigned> order = std::span(numbers).first(reference.vma_count);
  std::array<unsigned, kMaxVmas> least_numbers = numbers;
  StateKey least = pair.key(order);
  while (std::next_permutation(order.begin(), order.end())) {
    const StateKey key = pair.key(order);
    if (key >= least) continue;
    least = key;
    least_numbers = numbers;
  }
  if (words) pair.write(VmaOrder(least_numbers).first(order.size()), *words);
  return least;
}

}  // namespace lockstep
