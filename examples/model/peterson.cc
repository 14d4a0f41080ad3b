// SPDX-License-Identifier: GPL-2.0-only
// Two tasks increment a counter under Peterson's lock, and under the same lock with its first two
// lines swapped. A lost increment shows that both were inside at once.
#include <array>
#include <cstdint>
#include <iostream>

#include "lockstep/explore/model.h"

namespace {

using lockstep::Model;

/// A lock for task 0 and task 1.
class PetersonLock {
 public:
  PetersonLock(Model& model, bool swapped)
      : model_(model), swapped_(swapped), wants_{Flag(model), Flag(model)}, turn_(model) {}

  void lock(unsigned self) {
    const unsigned other = 1 - self;
    if (swapped_) turn_.store(other);
    wants_[self].store(true);
    if (!swapped_) turn_.store(other);
    model_.await([&] { return !wants_[other].load() || turn_.load() == self; });
  }

  void unlock(unsigned self) { wants_[self].store(false); }

 private:
  using Flag = Model::Atomic<bool>;

  Model& model_;
  const bool swapped_;
  std::array<Flag, 2> wants_;
  Model::Atomic<unsigned> turn_;
};

void explore(const char* name, bool swapped) {
  Model model;
  PetersonLock lock(model, swapped);
  Model::Atomic<int> counter(model);
  for (const unsigned self : {0u, 1u}) {
    model.task([&lock, &counter, self] {
      lock.lock(self);
      counter.store(counter.load() + 1);
      lock.unlock(self);
    });
  }
  const auto all = model.explore([&] { return counter.latest(); });
  std::cout << name << ": " << all.totals.states << " states, " << all.interleavings
            << " interleavings\n";
  for (const auto& [value, choices] : all.outcomes) {
    std::cout << "  the counter is " << value << " at the end, for example after steps of tasks";
    for (const lockstep::Choice choice : choices) std::cout << ' ' << choice.task();
    std::cout << '\n';
  }
}

}  // namespace

int main() {
  explore("Peterson's lock", false);
  explore("with its first two lines swapped", true);
}
