// SPDX-License-Identifier: GPL-2.0-only
// The classic shapes under each model, and what only some of them show.
#include "lockstep/litmus/explore.h"

#include <gtest/gtest.h>

#include "lockstep/litmus/parse.h"

namespace lockstep::litmus {
namespace {

struct Shape {
  const char* text;  ///< processes and condition, in short
  Observation sc;
  Observation tso;
  Observation lkmm;
};

constexpr auto kNever = Observation::kNever;
constexpr auto kSometimes = Observation::kSometimes;

Explored run(const std::string& text, Model model, bool any_coherence = true) {
  return explore(parse("C shape\n{}\n" + text, "shape"),
                 {.model = model, .any_coherence = any_coherence});
}

Observation seen(const std::string& text, Model model) {
  const litmus::Test test = parse("C shape\n{}\n" + text, "shape");
  return observe(test, explore(test, {.model = model}).finals);
}

class ClassicShape : public ::testing::TestWithParam<Shape> {};

TEST_P(ClassicShape, IsSeenAsEachModelSays) {
  const Shape& shape = GetParam();
  EXPECT_EQ(seen(shape.text, Model::kSc), shape.sc);
  EXPECT_EQ(seen(shape.text, Model::kTso), shape.tso);
  EXPECT_EQ(seen(shape.text, Model::kLkmm), shape.lkmm);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ClassicShape,
    ::testing::Values(
        Shape{"P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*y); }"
              "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); r = READ_ONCE(*x); }"
              "exists (0:r=0 /\\ 1:r=0)",
              kNever, kSometimes, kSometimes},
        Shape{"P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); smp_mb(); r = READ_ONCE(*y); }"
              "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); smp_mb(); r = READ_ONCE(*x); }"
              "exists (0:r=0 /\\ 1:r=0)",
              kNever, kNever, kNever},
        Shape{"P0(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }"
              "P1(int *x, int *y) { int r; int s; r = READ_ONCE(*y); s = READ_ONCE(*x); }"
              "exists (1:r=1 /\\ 1:s=0)",
              kNever, kNever, kSometimes},
        Shape{"P0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }"
              "P1(int *x, int *y) { int r; int s; r = smp_load_acquire(y); s = READ_ONCE(*x); }"
              "exists (1:r=1 /\\ 1:s=0)",
              kNever, kNever, kNever},
        Shape{"P0(int *x, int *y) { int r; r = cmpxchg(x, 5, 6); WRITE_ONCE(*x, 1); "
              "r = cmpxchg(x, 5, 6); r = READ_ONCE(*y); }"
              "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); r = cmpxchg(y, 5, 6); "
              "r = READ_ONCE(*x); }"
              "exists (0:r=0 /\\ 1:r=0)",
              kNever, kNever, kSometimes},  // an update that fails is a barrier on x86
        Shape{"P0(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 2); }"
              "P1(int *x, int *y) { WRITE_ONCE(*y, 1); WRITE_ONCE(*x, 2); }"
              "exists (x=1 /\\ y=1)",
              kNever, kNever, kSometimes}));

// Two processes of two steps each: 3 of the 4 outcomes, or all; the initial state, and one state
// for each set of steps that were made.
TEST(Explore, CountsFinalStatesAndStatesExactly) {
  const std::string text =
      "P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*y); }"
      "P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); r = READ_ONCE(*x); }"
      "exists (0:r=0)";
  EXPECT_EQ(run(text, Model::kSc).finals.size(), 3u);
  EXPECT_EQ(run(text, Model::kTso).finals.size(), 4u);
  EXPECT_EQ(run(text, Model::kLkmm).finals.size(), 4u);
}

TEST(Explore, LetsAWriteComeBeforeEarlierOnesOnlyIfAsked) {
  const std::string text =
      "P0(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 2); }"
      "P1(int *x, int *y) { WRITE_ONCE(*y, 1); WRITE_ONCE(*x, 2); }"
      "exists (x=1 /\\ y=1)";
  EXPECT_EQ(run(text, Model::kLkmm, false).finals.size(), 3u);
  EXPECT_EQ(run(text, Model::kLkmm, true).finals.size(), 4u);
}

// A reader that has left says so, and wakes the writer if it waits; one of the barriers is left out
// in turn.
std::string sleeping_writer(const char* before_look, const char* before_wake) {
  return std::string(
             "P0(int *left, int *waits, int *state) { int r; int go = 1;"
             "WRITE_ONCE(*waits, 1); while (go) { WRITE_ONCE(*state, 1);") +
         before_look +
         "r = READ_ONCE(*left); if (r) { go = 0; } else { SCHEDULE(state); } } }"
         "P1(int *left, int *waits, int *state) { int r; WRITE_ONCE(*left, 1);" +
         before_wake +
         "r = READ_ONCE(*waits); if (r) { WAKE(state); } }"
         "exists (true)";
}

TEST(Explore, FindsTheLostWakeUpIfEitherBarrierIsMissing) {
  for (const Model model : {Model::kTso, Model::kLkmm}) {
    EXPECT_FALSE(run(sleeping_writer("smp_mb();", "smp_mb();"), model).hangs);
    EXPECT_TRUE(run(sleeping_writer("", "smp_mb();"), model).hangs);
    EXPECT_TRUE(run(sleeping_writer("smp_mb();", ""), model).hangs);
    EXPECT_TRUE(run(sleeping_writer("", ""), model).hangs);
  }
  EXPECT_FALSE(run(sleeping_writer("", ""), Model::kSc).hangs);
}

// The end of a wait for readers, and then a plain write of what they have read.
std::string writer_after_wait(const char* order) {
  return std::string("P0(atomic_t *count, int *data) { int r; int s; r = ") + order +
         "if (r == 1) { s = atomic_fetch_sub_release(1, count); *data = 1; } }"
         "P1(atomic_t *count, int *data) { int r; int s; r = *data;"
         "s = atomic_fetch_add_release(1, count); }"
         "exists (0:r=1)";
}

TEST(Explore, FlagsAPlainWriteThatOnlyAControlDependencyOrders) {
  EXPECT_TRUE(run(writer_after_wait("atomic_read(count);"), Model::kLkmm).races);
  EXPECT_TRUE(run(writer_after_wait("atomic_read(count); smp_rmb();"), Model::kLkmm).races);
  EXPECT_FALSE(run(writer_after_wait("atomic_read_acquire(count);"), Model::kLkmm).races);
  EXPECT_FALSE(run(writer_after_wait("atomic_read(count); smp_mb();"), Model::kLkmm).races);
  EXPECT_FALSE(
      run(writer_after_wait("atomic_read(count); smp_acquire__after_ctrl_dep();"), Model::kLkmm)
          .races);
}

TEST(Explore, SaysWhetherItLooksForRaces) {
  const std::string plain = "P0(int *x) { *x = 1; } exists (true)";
  EXPECT_TRUE(run(plain, Model::kLkmm).looks_for_races);
  EXPECT_FALSE(run(plain, Model::kTso).looks_for_races);
  EXPECT_FALSE(run(plain, Model::kSc).looks_for_races);
  EXPECT_TRUE(run("P0(int *x) { WRITE_ONCE(*x, 1); } exists (true)", Model::kSc).looks_for_races);
}

// The other process may not have looked at any of the writes yet.
TEST(Explore, DoesNotSupportMoreWritesOfALocationThanAViewCounts) {
  EXPECT_THROW(run("P0(int *x) { while (1) { WRITE_ONCE(*x, 1); } }"
                   "P1(int *x) { int r; r = READ_ONCE(*x); } exists (true)",
                   Model::kLkmm, false),
               Unsupported);
}

TEST(Explore, SaysThatAProcessThatWaitsForItselfHangs) {
  const Explored explored =
      run("P0(int *x) { rcu_read_lock(); synchronize_rcu(); rcu_read_unlock(); } exists (true)",
          Model::kLkmm);
  EXPECT_TRUE(explored.hangs);
  EXPECT_TRUE(explored.finals.empty());
}

TEST(Explore, EndsWhereALoopOnlyLooks) {
  const Explored explored =
      run("P0(int *x) { int r; r = READ_ONCE(*x); while (r == 0) { r = READ_ONCE(*x); } }"
          "P1(int *x) { WRITE_ONCE(*x, 1); } exists (0:r=1)",
          Model::kLkmm);
  EXPECT_EQ(explored.finals.size(), 1u);
  EXPECT_FALSE(explored.hangs);
}

TEST(Explore, GivesUpPastSoManyStatesAndSaysSo) {
  const litmus::Test test = parse(
      "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }"
      "P1(int *x) { int r; r = READ_ONCE(*x); r = READ_ONCE(*x); } exists (1:r=3)",
      "t");
  EXPECT_TRUE(explore(test, {}).is_complete);
  EXPECT_FALSE(explore(test, {.most_states = 3}).is_complete);
}

}  // namespace
}  // namespace lockstep::litmus
