// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/symmetric_key.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/base/random.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

constexpr unsigned kTasks = 3;
constexpr unsigned kVmas = 3;

using Order = std::vector<unsigned>;

/// A state of few words that are 0 or 1, so that much of it is often the same.
StateWords random_state(Random& random) {
  StateWords state;
  state.object_count = kVmas;
  state.task_count = kTasks;
  state.objects = {};
  state.owners = {};
  for (unsigned vma = 0; vma < kVmas; ++vma) state.objects[vma][1] = random.below(2);
  for (unsigned task = 0; task < kTasks; ++task) {
    state.tasks[task].own = {random.below(2)};
    state.tasks[task].per_object = {};
    for (auto& part : state.tasks[task].per_object) part[0] = random.one_in(8);
  }
  return state;
}

/// Both sides of a pair.
struct Pair {
  explicit Pair(Random& random) : reference(random_state(random)), variant(random_state(random)) {}

  /// With its tasks in another order.
  Pair renamed_as(const Order& tasks) const {
    Pair result = *this;
    for (unsigned task = 0; task < kTasks; ++task) {
      result.reference.tasks[task] = reference.tasks[tasks[task]];
      result.variant.tasks[task] = variant.tasks[tasks[task]];
    }
    return result;
  }

  std::vector<std::uint64_t> words() const {
    std::vector<std::uint64_t> words;
    reference.append_to(words);
    variant.append_to(words);
    return words;
  }

  StateWords reference;
  StateWords variant;
};

/// A key with the words that it is made of.
struct Key {
  explicit Key(const Pair& pair) : key(symmetric_key(pair.reference, pair.variant, 0, &words)) {
    EXPECT_EQ(symmetric_key(pair.reference, pair.variant, 0), key);
  }

  std::vector<std::uint64_t> words;
  StateKey key;

  friend bool operator==(const Key&, const Key&) = default;
};

bool same_up_to_names(const Pair& a, const Pair& b) {
  Order tasks = {0, 1, 2};
  do {
    if (a.renamed_as(tasks).words() == b.words()) return true;
  } while (std::next_permutation(tasks.begin(), tasks.end()));
  return false;
}

// Each kind comes up once in ten times at least.
TEST(SymmetricKey, IsTheSameIfAndOnlyIfPairsAreTheSameUpToNames) {
  Random random(1);
  int same = 0;
  constexpr int kPairs = kSanitized ? 200 : 2'000;
  for (int i = 0; i < kPairs; ++i) {
    const Pair one(random);
    Pair other = one.renamed_as({1, 2, 0});
    StateWords& side = random.one_in(2) ? other.reference : other.variant;
    if (random.one_in(4)) std::swap(side.objects[0], side.objects[1]);
    if (random.one_in(2)) std::swap(side.tasks[0], side.tasks[1]);
    const bool expected = same_up_to_names(one, other);
    EXPECT_EQ(Key(one) == Key(other), expected);
    EXPECT_EQ(Key(one).key == Key(other).key, expected);
    if (expected) ++same;
  }
  EXPECT_GT(same, kPairs / 10);
  EXPECT_LT(same, kPairs - kPairs / 10);
}

TEST(SymmetricKey, KnowsWhatIsLeftOfABound) {
  Random random(2);
  const Pair pair(random);
  EXPECT_NE(symmetric_key(pair.reference, pair.variant, 1),
            symmetric_key(pair.reference, pair.variant, 2));
}

/// A pair that is another one with its first two tasks, or VMAs, in the other order.
Pair asymmetric_pair() {
  Random random(3);
  Pair pair(random);
  pair.reference.tasks[0].own = {7};
  pair.reference.tasks[1].own = {8};
  pair.reference.objects[0][1] = 7;
  pair.reference.objects[1][1] = 8;
  return pair;
}

TEST(SymmetricKey, KeepsTasksApartWhereOneIsNamed) {
  const Order swapped = {1, 0, 2};
  const auto with_name = [](Pair pair) { return pair.variant.tasks[2].names_task = true, pair; };
  const auto with_warning = [](Pair pair) { return pair.variant.warnings = {5, 6}, pair; };
  const Pair pair = asymmetric_pair();
  EXPECT_EQ(Key(pair), Key(pair.renamed_as(swapped)));
  const auto with_static = [](Pair pair) { return pair.variant.statics = {5}, pair; };
  for (const Pair& named : {with_name(pair), with_warning(pair), with_static(pair)}) {
    EXPECT_NE(Key(named).key, Key(named.renamed_as(swapped)).key);
  }
}

// A task that ends gives back what it holds in the order of VMAs.
TEST(SymmetricKey, KeepsVmasApart) {
  const Pair pair = asymmetric_pair();
  Pair other = pair;
  std::swap(other.reference.objects[0], other.reference.objects[1]);
  EXPECT_NE(Key(pair).key, Key(other).key);
}

TEST(SymmetricKey, KeepsMmsApart) {
  Pair pair = asymmetric_pair();
  pair.reference.owners = {7, 8};
  Pair other = pair;
  other.reference.owners = {8, 7};
  EXPECT_NE(Key(pair).key, Key(other).key);
}

}  // namespace
}  // namespace lockstep
