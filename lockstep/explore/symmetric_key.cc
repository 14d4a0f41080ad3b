// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/symmetric_key.h"

#include <algorithm>
#include <array>
#include <span>

namespace lockstep {
namespace {

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

constexpr std::size_t kWordsOfObject = std::tuple_size_v<decltype(StateWords::objects)::value_type>;
constexpr std::size_t kWordsPerObject =
    std::tuple_size_v<decltype(TaskWords::per_object)::value_type>;

/// What a task is on both sides, and which task it is.
struct HashedTask {
  StateKey hash;
  unsigned index = 0;

  friend auto operator<=>(const HashedTask&, const HashedTask&) = default;
};

/// A pair of states with its tasks in an order that does not depend on which is which, if that does
/// not matter.
class StatePair {
 public:
  StatePair(const StateWords& reference, const StateWords& variant, unsigned operations_begun)
      : reference_(reference), variant_(variant), operations_begun_(operations_begun) {
    bool named = may_name_tasks(reference) || may_name_tasks(variant);
    for (unsigned task = 0; task < reference.task_count; ++task) {
      tasks_[task] = {hash_of(task), task};
      named |= reference.tasks[task].names_task || variant.tasks[task].names_task;
    }
    if (!named) std::ranges::sort(tasks());
    if (!reference.races.empty() || !variant.races.empty()) order_by_races(named);
  }

  /// Short parts are hashed as they are, and long ones by their hashes.
  StateKey key() const {
    FewWords<2 * (kMaxObjects * kWordsOfObject + kMaxTasks + kMaxOwners + 4) + 3> words;
    for (const StateWords* const side : {&reference_, &variant_}) {
      if (side->task_count == 0) continue;
      for (unsigned object = 0; object < side->object_count; ++object)
        words.add(side->objects[object]);
      words.add(side->owners);
      words.add(hash_state(side->warnings));
      words.add(hash_state(side->statics));
    }
    for (const HashedTask& task : tasks()) words.add(task.hash);
    words.add(operations_begun_);
    words.add(races_);
    return words.hash();
  }

  /// The same with nothing hashed.
  void write(std::vector<std::uint64_t>& words) const {
    words = {operations_begun_};
    for (const StateWords* const side : {&reference_, &variant_}) {
      if (side->task_count == 0) continue;
      for (unsigned object = 0; object < side->object_count; ++object)
        append(side->objects[object], words);
      append(side->owners, words);
      append(side->warnings, words);
      append(side->statics, words);
      for (const HashedTask& task : tasks()) {
        append(side->tasks[task.index].own, words);
        for (unsigned object = 0; object < side->object_count; ++object) {
          append(side->tasks[task.index].per_object[object], words);
        }
      }
    }
    append(race_words(), words);
  }

 private:
  // Besides what its tasks are about to do.
  static bool may_name_tasks(const StateWords& side) {
    return !side.warnings.empty() || !side.statics.empty() || side.races.names_task();
  }

  // Tasks that are the same but for the order between their accesses: whichever order of them gives
  // the smallest hash.
  void order_by_races(bool named) {
    races_ = hash_state(race_words());
    if (named) return;
    auto best = tasks_;
    std::ranges::sort(tasks(), {}, &HashedTask::index);
    do {
      if (!std::ranges::is_sorted(tasks(), {}, &HashedTask::hash)) continue;
      const StateKey races = hash_state(race_words());
      if (races < races_) races_ = races, best = tasks_;
    } while (std::ranges::next_permutation(tasks(), {}, &HashedTask::index).found);
    tasks_ = best;
  }

  std::vector<std::uint64_t> race_words() const {
    std::array<unsigned, kMaxTasks> order;
    std::ranges::transform(tasks(), order.begin(), &HashedTask::index);
    std::vector<std::uint64_t> words;
    for (const StateWords* const side : {&reference_, &variant_}) {
      side->races.append_to(std::span(order).first(reference_.task_count), words);
      words.push_back(words.size());
    }
    return words;
  }

  StateKey hash_of(unsigned task) const {
    FewWords<2 * (kMaxObjects * kWordsPerObject + 2)> words;
    for (const StateWords* const side : {&reference_, &variant_}) {
      if (side->task_count == 0) continue;
      words.add(hash_state(side->tasks[task].own));
      for (unsigned object = 0; object < side->object_count; ++object) {
        words.add(side->tasks[task].per_object[object]);
      }
    }
    return words.hash();
  }

  // With their number, so that it can be told where words end.
  template <typename Part>
  static void append(const Part& part, std::vector<std::uint64_t>& words) {
    words.push_back(part.size());
    words.insert(words.end(), part.begin(), part.end());
  }

  std::span<HashedTask> tasks() { return std::span(tasks_).first(reference_.task_count); }
  std::span<const HashedTask> tasks() const {
    return std::span(tasks_).first(reference_.task_count);
  }

  const StateWords& reference_;
  const StateWords& variant_;
  const unsigned operations_begun_;
  std::array<HashedTask, kMaxTasks> tasks_;
  StateKey races_;
};

}  // namespace

StateKey symmetric_key(const StateWords& reference, const StateWords& variant,
                       unsigned operations_begun, std::vector<std::uint64_t>* words) {
  const StatePair pair(reference, variant, operations_begun);
  if (words) pair.write(*words);
  return pair.key();
}

}  // namespace lockstep
