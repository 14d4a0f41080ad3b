// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/model.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "tests/choices.h"

namespace lockstep {
namespace {

InterleavingCount factorial(unsigned n) {
  InterleavingCount product = 1;
  for (unsigned i = 2; i <= n; ++i) product *= i;
  return product;
}

/// Tasks that make so many steps each, none of which tells them anything: a state is how far each
/// of them is.
InterleavingCount count_interleavings(const std::vector<unsigned>& steps) {
  Model model;
  Model::Atomic<unsigned> shared(model);
  std::uint64_t states = 1;
  for (const unsigned count : steps) {
    states *= count + 1;
    model.task([&shared, count] {
      for (unsigned i = 0; i < count; ++i) shared.store(7);
    });
  }
  const auto all = model.explore([&] { return shared.latest(); });
  EXPECT_LE(all.totals.states, 2 * states);  // before the first store the value is another
  EXPECT_EQ(all.outcomes.size(), 1u);
  return all.interleavings;
}

// (n1 + n2 + ...)! / (n1! n2! ...)
TEST(Model, HasAsManyInterleavingsAsTheMultinomialCoefficient) {
  EXPECT_EQ(count_interleavings({}), 1);
  EXPECT_EQ(count_interleavings({7}), 1);
  EXPECT_EQ(count_interleavings({5, 5}), 252);
  EXPECT_EQ(count_interleavings({3, 3, 3}), 1680);
  EXPECT_EQ(count_interleavings({1, 1, 1, 1, 1, 1, 1, 1}), factorial(8));
  EXPECT_EQ(count_interleavings({9, 9, 9, 9}),
            factorial(36) / (factorial(9) * factorial(9) * factorial(9) * factorial(9)));
}

// Every task adds 1 to a variable by reading and writing it: any result from 2 to n is possible for
// n tasks of two increments, and 1 is not (Ben-Ari's counter: at least 2).
TEST(Model, FindsEveryLostUpdate) {
  Model model;
  Model::Atomic<int> counter(model);
  for (int task = 0; task < 2; ++task) {
    model.task([&] {
      for (int i = 0; i < 3; ++i) counter.store(counter.load() + 1);
    });
  }
  std::vector<int> results;
  for (const auto& [result, path] : model.explore([&] { return counter.latest(); }).outcomes) {
    results.push_back(result);
  }
  EXPECT_EQ(results, (std::vector<int>{2, 3, 4, 5, 6}));
}

TEST(Model, GivesChoicesThatLeadToAnOutcome) {
  Model model;
  Model::Atomic<int> last(model);
  model.task([&] { last.store(1); });
  model.task([&] { last.store(2); });
  const auto all = model.explore([&] { return last.latest(); });
  EXPECT_EQ(all.outcomes.at(1), path_of_tasks({1, 0}));
  EXPECT_EQ(all.outcomes.at(2), path_of_tasks({0, 1}));
}

struct Table {
  explicit Table(unsigned philosophers, bool ordered) {
    for (unsigned i = 0; i < philosophers; ++i) {
      forks.push_back(std::make_unique<Model::Mutex>(model));
    }
    for (unsigned i = 0; i < philosophers; ++i) {
      unsigned first = i;
      unsigned second = (i + 1) % philosophers;
      if (ordered && first > second) std::swap(first, second);
      model.task([this, first, second] {
        forks[first]->lock();
        forks[second]->lock();
        forks[second]->unlock();
        forks[first]->unlock();
      });
    }
  }

  Model model;
  std::vector<std::unique_ptr<Model::Mutex>> forks;
};

TEST(Model, FindsTheDeadlockOfDiningPhilosophers) {
  for (unsigned philosophers = 2; philosophers <= 6; ++philosophers) {
    Table table(philosophers, false);
    const auto all = table.model.explore([] { return 0; });
    EXPECT_TRUE(all.totals.complete);
    EXPECT_TRUE(all.hang) << philosophers;
    EXPECT_EQ(all.outcomes.size(), 1u);  // they can also all eat
  }
}

TEST(Model, FindsNoDeadlockIfForksAreTakenInOrder) {
  for (unsigned philosophers = 2; philosophers <= 6; ++philosophers) {
    Table table(philosophers, true);
    EXPECT_FALSE(table.model.explore([] { return 0; }).hang) << philosophers;
  }
}

/// Peterson's algorithm for two tasks. Broken: a task looks at the other one's flag before it
/// raises its own.
class Peterson {
 public:
  explicit Peterson(bool broken) {
    for (unsigned self = 0; self < 2; ++self) {
      model.task([this, self, broken] { run(self, broken); });
    }
  }

  /// The most tasks that can be in the critical section together.
  int most_inside() {
    const auto all = model.explore([this] { return most.latest(); });
    EXPECT_TRUE(all.totals.complete);
    EXPECT_FALSE(all.hang);
    return all.outcomes.rbegin()->first;
  }

 private:
  void run(unsigned self, bool broken) {
    const unsigned other = 1 - self;
    if (!broken) flags[self].store(true);
    turn.store(other);
    model.await([&] { return !flags[other].load() || turn.load() == self; });
    if (broken) flags[self].store(true);
    const int now = inside.fetch_add(1) + 1;
    if (now > most.load()) most.store(now);
    inside.fetch_sub(1);
    flags[self].store(false);
  }

  Model model;
  std::array<Model::Atomic<bool>, 2> flags = {Model::Atomic<bool>(model),
                                              Model::Atomic<bool>(model)};
  Model::Atomic<unsigned> turn{model};
  Model::Atomic<int> inside{model};
  Model::Atomic<int> most{model};
};

TEST(Model, ProvesPetersonsAlgorithm) { EXPECT_EQ(Peterson(false).most_inside(), 1); }

TEST(Model, RefutesABrokenPetersonsAlgorithm) { EXPECT_EQ(Peterson(true).most_inside(), 2); }

// A consumer that looks whether there is something without the lock, and then waits for a
// notification, can miss it.
TEST(Model, FindsALostWakeUp) {
  for (const bool looks_under_lock : {true, false}) {
    Model model;
    Model::Mutex mutex(model);
    Model::ConditionVariable changed(model);
    Model::Atomic<bool> full(model);
    model.task([&] {
      if (!looks_under_lock && full.load()) return;
      mutex.lock();
      while (looks_under_lock && !full.load()) changed.wait(mutex);
      if (!looks_under_lock) changed.wait(mutex);
      mutex.unlock();
    });
    model.task([&] {
      mutex.lock();
      full.store(true);
      changed.notify_one();
      mutex.unlock();
    });
    EXPECT_EQ(model.explore([] { return 0; }).hang.has_value(), !looks_under_lock);
  }
}

TEST(Model, WakesOneOrAllWhoWait) {
  for (const bool all : {false, true}) {
    Model model;
    Model::Mutex mutex(model);
    Model::ConditionVariable changed(model);
    Model::Atomic<bool> full(model);
    for (int task = 0; task < 2; ++task) {
      model.task([&] {
        mutex.lock();
        while (!full.load()) changed.wait(mutex);
        mutex.unlock();
      });
    }
    model.task([&] {
      mutex.lock();
      full.store(true);
      all ? changed.notify_all() : changed.notify_one();
      mutex.unlock();
    });
    EXPECT_EQ(model.explore([] { return 0; }).hang.has_value(), !all);
  }
}

// The compare-and-exchange of a task that lost tells it what is there, so it succeeds the next
// time.
TEST(Model, LosesNoIncrementThatIsMadeByCompareExchange) {
  Model model;
  Model::Atomic<int> counter(model);
  std::array<int, 2> failures = {};
  for (int& failed : failures) {
    model.task([&counter, &failed] {
      failed = 0;
      for (int seen = 0; !counter.compare_exchange(seen, seen + 1);) ++failed;
    });
  }
  const auto all = model.explore([&] {
    EXPECT_EQ(counter.latest(), 2);
    return failures;
  });
  std::vector<std::array<int, 2>> outcomes;
  for (const auto& [outcome, path] : all.outcomes) outcomes.push_back(outcome);
  EXPECT_EQ(outcomes, (std::vector<std::array<int, 2>>{{0, 1}, {1, 0}}));
  EXPECT_EQ(all.interleavings, 2);
}

// One writer, n readers: each of them sees the write or not.
TEST(Model, ExploresReadersOfGrowingNumber) {
  for (unsigned readers = 1; readers < kMaxTasks; ++readers) {
    Model model;
    Model::Atomic<unsigned> shared(model);
    std::vector<unsigned> seen(readers);
    model.task([&] { shared.store(1); });
    for (unsigned reader = 0; reader < readers; ++reader) {
      model.task([&, reader] { seen[reader] = shared.load(); });
    }
    const auto all = model.explore([&] { return seen; });
    EXPECT_EQ(all.outcomes.size(), 1u << readers);
    EXPECT_EQ(all.interleavings, factorial(readers + 1));
    // Who has read and what: (not yet), 0, or 1 after the write. 2^n before it, at most 3^n after.
    EXPECT_LE(all.totals.states, (1u << readers) + std::uint64_t(std::pow(3, readers)));
  }
}

// Flanagan and Godefroid's example: a task looks for the last zero of an array while others make
// array[i] = array[i - 1] + 1. It can stop at any place but those behind the last one.
TEST(Model, ExploresALastZeroSearchOfGrowingSize) {
  for (unsigned size = 1; size < kMaxTasks; ++size) {
    Model model;
    std::vector<std::unique_ptr<Model::Atomic<int>>> array;
    for (unsigned i = 0; i <= size; ++i)
      array.push_back(std::make_unique<Model::Atomic<int>>(model));
    unsigned found = 0;
    model.task([&] {
      found = size;
      while (array[found]->load() != 0) --found;
    });
    for (unsigned i = 1; i <= size; ++i) {
      model.task([&, i] { array[i]->store(array[i - 1]->load() + 1); });
    }
    const auto all = model.explore([&] { return found; });
    EXPECT_EQ(all.outcomes.size(), size + 1);
    EXPECT_TRUE(all.totals.complete);
  }
}

TEST(Model, SaysSoIfATaskGoesOnForEver) {
  Model model;
  Model::Atomic<int> shared(model);
  model.task([&] {
    while (shared.load() == 0) {
    }
  });
  EXPECT_THROW(model.explore([] { return 0; }), NotExplorable);
}

TEST(Model, SaysSoIfATaskHasAStateThatOutlivesTheExecution) {
  Model model;
  Model::Atomic<int> shared(model);
  int executions = 0;
  model.task([&] {
    shared.store(++executions % 2);
    shared.store(2);
  });
  model.task([&] {
    shared.store(3);
    shared.store(4);
  });
  EXPECT_THROW(model.explore([] { return 0; }), NotReproducible);
}

TEST(Model, StopsAtALimit) {
  Model model;
  Model::Atomic<int> shared(model);
  for (int task = 0; task < 3; ++task) {
    model.task([&] {
      for (int i = 0; i < 3; ++i) shared.store(shared.load() + 1);
    });
  }
  ExploreLimits limits;
  limits.states = 100;
  const auto all = model.explore([] { return 0; }, limits);
  EXPECT_FALSE(all.totals.complete);
  EXPECT_LE(all.totals.states, 101u + 18u);  // an execution goes on to its end: 18 steps
}

}  // namespace
}  // namespace lockstep
