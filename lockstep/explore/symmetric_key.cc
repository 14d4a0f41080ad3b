// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/symmetric_key.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

namespace lockstep {
namespace {

template <typename Words>
std::uint64_t hash(const Words& words, std::uint64_t seed) {
  return XXH3_64bits_withSeed(words.data(), words.size() * sizeof(words[0]), seed);
}

/// The parts of a pair of states, each hashed.
class Parts {
 public:
  Parts(const StateWords& reference, const StateWords& variant)
      : vmas_(reference.vma_count), tasks_(reference.task_count) {
    rest_ = hash(variant.mms, hash(reference.mms, 0));
    rest_ = hash(variant.warnings, hash(reference.warnings, rest_));
    rest_ = hash(variant.statics, hash(reference.statics, rest_));
    // They may name tasks and VMAs.
    has_statics_ = !reference.statics.empty() || !variant.statics.empty();
    for (unsigned vma = 0; vma < vmas_; ++vma) {
      vma_[vma] = hash(variant.vmas[vma], hash(reference.vmas[vma], 0));
    }
    for (unsigned task = 0; task < tasks_; ++task) {
      add_task(task, reference.tasks[task], variant.tasks[task]);
    }
    ordered_ |= !reference.warnings.empty() || !variant.warnings.empty() || has_statics_;
  }

  bool vmas_may_change_places() const { return !has_statics_; }

  /// The key if VMAs are numbered in this order.
  StateKey key(std::span<const unsigned> order, unsigned operations_begun) const {
    std::array<std::uint64_t, kMaxVmas + kMaxTasks + 2> words;
    std::size_t size = 0;
    for (const unsigned vma : order) words[size++] = vma_[vma];
    const auto tasks_begin = words.begin() + static_cast<std::ptrdiff_t>(size);
    for (unsigned task = 0; task < tasks_; ++task) {
      std::array<std::uint64_t, kMaxVmas + 1> parts = {own_[task]};
      for (std::size_t i = 0; i < order.size(); ++i) parts[i + 1] = per_vma_[task][order[i]];
      words[size++] = hash(parts, 0);
    }
    if (!ordered_) std::sort(tasks_begin, words.begin() + static_cast<std::ptrdiff_t>(size));
    words[size++] = rest_;
    words[size++] = operations_begun;
    return hash_state(std::span(words).first(size));
  }

 private:
  void add_task(unsigned task, const TaskWords& reference, const TaskWords& variant) {
    own_[task] = hash(variant.own, hash(reference.own, 0));
    for (unsigned vma = 0; vma < vmas_; ++vma) {
      per_vma_[task][vma] = hash(variant.per_vma[vma], hash(reference.per_vma[vma], 0));
    }
    ordered_ |= reference.names_task || variant.names_task;
  }

  const unsigned vmas_;
  const unsigned tasks_;
  bool ordered_ = false;  // tasks cannot change places
  bool has_statics_ = false;
  std::uint64_t rest_ = 0;
  std::array<std::uint64_t, kMaxVmas> vma_;
  std::array<std::uint64_t, kMaxTasks> own_;
  std::array<std::array<std::uint64_t, kMaxVmas>, kMaxTasks> per_vma_;
};

}  // namespace

StateKey symmetric_key(const StateWords& reference, const StateWords& variant,
                       unsigned operations_begun) {
  const Parts parts(reference, variant);
  std::array<unsigned, kMaxVmas> numbers;
  std::iota(numbers.begin(), numbers.end(), 0u);
  const std::span<unsigned> order = std::span(numbers).first(reference.vma_count);
  StateKey least = parts.key(order, operations_begun);
  while (parts.vmas_may_change_places() && std::next_permutation(order.begin(), order.end())) {
    const StateKey key = parts.key(order, operations_begun);
    if (key.high < least.high || (key.high == least.high && key.low < least.low)) least = key;
  }
  return least;
}

}  // namespace lockstep
