// SPDX-License-Identifier: GPL-2.0-only
// The classic litmus tests: what is explored are exactly the outcomes of sequential consistency, as
// an interpreter finds them that has nothing to do with the engine.
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <set>
#include <vector>

#include "lockstep/explore/model.h"

namespace lockstep {
namespace {

/// An access of a litmus test to variable x, y or z (0, 1, 2).
struct Access {
  bool is_write = false;
  unsigned variable = 0;
  int value = 0;  // written
};

constexpr unsigned kVariables = 3;

Access W(unsigned variable, int value) { return {true, variable, value}; }
Access R(unsigned variable) { return {false, variable, 0}; }

using Thread = std::vector<Access>;
using Litmus = std::vector<Thread>;

/// What reads returned, thread by thread, and then the final values.
using Values = std::vector<int>;

/// All interleavings, one after the other.
class Interpreter {
 public:
  explicit Interpreter(const Litmus& litmus) : litmus_(litmus), next_(litmus.size()) {
    reads_.resize(litmus.size());
    go_on();
  }

  std::set<Values> outcomes;
  unsigned interleavings = 0;

 private:
  void go_on() {
    bool ended = true;
    for (std::size_t thread = 0; thread < litmus_.size(); ++thread) {
      if (next_[thread] == litmus_[thread].size()) continue;
      ended = false;
      make(thread);
    }
    if (!ended) return;
    ++interleavings;
    Values values;
    for (const Values& reads : reads_) values.insert(values.end(), reads.begin(), reads.end());
    values.insert(values.end(), memory_.begin(), memory_.end());
    outcomes.insert(values);
  }

  void make(std::size_t thread) {
    const Access& access = litmus_[thread][next_[thread]++];
    const auto memory = memory_;
    const auto reads = reads_[thread];
    if (access.is_write) {
      memory_[access.variable] = access.value;
    } else {
      reads_[thread].push_back(memory_[access.variable]);
    }
    go_on();
    memory_ = memory;
    reads_[thread] = reads;
    --next_[thread];
  }

  const Litmus& litmus_;
  std::vector<std::size_t> next_;
  std::vector<Values> reads_;
  std::array<int, kVariables> memory_ = {};
};

/// The same by the engine.
class Exploration {
 public:
  explicit Exploration(const Litmus& litmus) : reads_(litmus.size()) {
    for (auto& variable : variables_) variable = std::make_unique<Model::Atomic<int>>(model_);
    for (std::size_t thread = 0; thread < litmus.size(); ++thread) {
      model_.task([this, thread, accesses = litmus[thread]] { run(thread, accesses); });
    }
    all = model_.explore([this] {
      Values values;
      for (const Values& reads : reads_) values.insert(values.end(), reads.begin(), reads.end());
      for (const auto& variable : variables_) values.push_back(variable->latest());
      return values;
    });
  }

  std::set<Values> outcomes() const {
    std::set<Values> set;
    for (const auto& [values, path] : all.outcomes) set.insert(values);
    return set;
  }

  Model::Explored<Values> all;

 private:
  void run(std::size_t thread, const Thread& accesses) {
    reads_[thread].clear();
    for (const Access& access : accesses) {
      if (access.is_write) {
        variables_[access.variable]->store(access.value);
      } else {
        reads_[thread].push_back(variables_[access.variable]->load());
      }
    }
  }

  Model model_;
  std::array<std::unique_ptr<Model::Atomic<int>>, kVariables> variables_;
  std::vector<Values> reads_;
};

struct NamedLitmus {
  const char* name;
  Litmus litmus;
  std::size_t outcomes;        // that sequential consistency allows
  std::vector<int> forbidden;  // a well-known one that it does not: reads and final values
};

void PrintTo(const NamedLitmus& litmus, std::ostream* out) { *out << litmus.name; }

class LitmusTest : public ::testing::TestWithParam<NamedLitmus> {};

TEST_P(LitmusTest, HasExactlyTheOutcomesOfSequentialConsistency) {
  const Interpreter expected(GetParam().litmus);
  const Exploration explored(GetParam().litmus);
  EXPECT_TRUE(explored.all.totals.complete);
  EXPECT_EQ(explored.outcomes(), expected.outcomes);
  EXPECT_EQ(explored.all.outcomes.size(), GetParam().outcomes);
  EXPECT_FALSE(explored.all.outcomes.contains(GetParam().forbidden));
  EXPECT_EQ(explored.all.interleavings, expected.interleavings);
  EXPECT_FALSE(explored.all.hang);
}

constexpr unsigned x = 0;
constexpr unsigned y = 1;
constexpr unsigned z = 2;

INSTANTIATE_TEST_SUITE_P(
    Classic, LitmusTest,
    ::testing::Values(
        NamedLitmus{"SB", {{W(x, 1), R(y)}, {W(y, 1), R(x)}}, 3, {0, 0, 1, 1, 0}},
        NamedLitmus{"MP", {{W(x, 1), W(y, 1)}, {R(y), R(x)}}, 3, {1, 0, 1, 1, 0}},
        NamedLitmus{"LB", {{R(x), W(y, 1)}, {R(y), W(x, 1)}}, 3, {1, 1, 1, 1, 0}},
        NamedLitmus{"R", {{W(x, 1), W(y, 1)}, {W(y, 2), R(x)}}, 3, {0, 1, 2, 0}},
        NamedLitmus{"S", {{W(x, 2), W(y, 1)}, {R(y), W(x, 1)}}, 3, {1, 2, 1, 0}},
        NamedLitmus{"TwoPlusTwoW", {{W(x, 1), W(y, 2)}, {W(y, 1), W(x, 2)}}, 3, {1, 1, 0}},
        NamedLitmus{
            "IRIW", {{W(x, 1)}, {W(y, 1)}, {R(x), R(y)}, {R(y), R(x)}}, 15, {1, 0, 1, 0, 1, 1, 0}},
        NamedLitmus{"WRC", {{W(x, 1)}, {R(x), W(y, 1)}, {R(y), R(x)}}, 7, {1, 1, 0, 1, 1, 0}},
        NamedLitmus{"RWC", {{W(x, 1)}, {R(x), R(y)}, {W(y, 1), R(x)}}, 7, {1, 0, 0, 1, 1, 0}},
        NamedLitmus{"WWC", {{W(x, 2)}, {R(x), W(y, 1)}, {R(y), W(x, 1)}}, 9, {2, 1, 2, 1, 0}},
        NamedLitmus{"ISA2",
                    {{W(x, 1), W(y, 1)}, {R(y), W(z, 1)}, {R(z), R(x)}},
                    7,
                    {1, 1, 0, 1, 1, 1}},
        NamedLitmus{"CoRR", {{W(x, 1)}, {R(x), R(x)}}, 3, {1, 0, 1, 0, 0}},
        NamedLitmus{"CoWW", {{W(x, 1), W(x, 2)}}, 1, {1, 0, 0}},
        NamedLitmus{"CoWR", {{W(x, 1), R(x)}, {W(x, 2)}}, 3, {0, 1, 0, 0}},
        NamedLitmus{"CoRW1", {{R(x), W(x, 1)}}, 1, {1, 1, 0, 0}}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace lockstep
