// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/atomic.h>

#include <climits>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

class Atomic : public ::testing::Test {
 protected:
  // Makes a call on a counter that starts with `start`, and returns what it holds then. The call
  // has to be one step.
  template <typename Call>
  int after(int start, Call call, lockstep_access access = LOCKSTEP_UPDATE) {
    v_.counter = start;
    engine_.steps.clear();
    call();
    EXPECT_EQ(engine_.steps.size(), 1u);
    EXPECT_EQ(engine_.steps.at(0).object, &v_.counter);
    EXPECT_EQ(engine_.steps.at(0).access, access);
    return v_.counter;
  }

  FakeEngine engine_;
  atomic_t v_ = ATOMIC_INIT(0);
};

// Calls `test` for a function in each of its orders.
#define FOR_EACH_ORDER(test, function) \
  do {                                 \
    test(function);                    \
    test(function##_relaxed);          \
    test(function##_acquire);          \
    test(function##_release);          \
  } while (0)

TEST_F(Atomic, ReadsAndStores) {
  EXPECT_EQ(after(
                7, [this] { EXPECT_EQ(atomic_read(&v_), 7); }, LOCKSTEP_READ),
            7);
  EXPECT_EQ(after(
                7, [this] { EXPECT_EQ(atomic_read_acquire(&v_), 7); }, LOCKSTEP_READ),
            7);
  EXPECT_EQ(after(
                7, [this] { atomic_set(&v_, 8); }, LOCKSTEP_WRITE),
            8);
  EXPECT_EQ(after(
                7, [this] { atomic_set_release(&v_, 9); }, LOCKSTEP_WRITE),
            9);
}

// `function` with 12 and 10 gives `then`, and returns the value before or after.
#define EXPECT_OPERATION(function, then, returned) \
  EXPECT_EQ(after(12, [this] { EXPECT_EQ(function(10, &v_), returned); }), then)

TEST_F(Atomic, FetchesTheValueBefore) {
#define EXPECT_ADD(function) EXPECT_OPERATION(function, 22, 12)
#define EXPECT_SUB(function) EXPECT_OPERATION(function, 2, 12)
#define EXPECT_AND(function) EXPECT_OPERATION(function, 8, 12)
#define EXPECT_OR(function) EXPECT_OPERATION(function, 14, 12)
#define EXPECT_XOR(function) EXPECT_OPERATION(function, 6, 12)
#define EXPECT_ANDNOT(function) EXPECT_OPERATION(function, 4, 12)
  FOR_EACH_ORDER(EXPECT_ADD, atomic_fetch_add);
  FOR_EACH_ORDER(EXPECT_SUB, atomic_fetch_sub);
  FOR_EACH_ORDER(EXPECT_AND, atomic_fetch_and);
  FOR_EACH_ORDER(EXPECT_OR, atomic_fetch_or);
  FOR_EACH_ORDER(EXPECT_XOR, atomic_fetch_xor);
  FOR_EACH_ORDER(EXPECT_ANDNOT, atomic_fetch_andnot);
}

TEST_F(Atomic, ReturnsTheValueAfter) {
#define EXPECT_ADD_RETURN(function) EXPECT_OPERATION(function, 22, 22)
#define EXPECT_SUB_RETURN(function) EXPECT_OPERATION(function, 2, 2)
  FOR_EACH_ORDER(EXPECT_ADD_RETURN, atomic_add_return);
  FOR_EACH_ORDER(EXPECT_SUB_RETURN, atomic_sub_return);
}

TEST_F(Atomic, CountsByOne) {
#define EXPECT_BY_ONE(function, then, returned) \
  EXPECT_EQ(after(5, [this] { EXPECT_EQ(function(&v_), returned); }), then)
#define EXPECT_INC(function) EXPECT_BY_ONE(function, 6, 5)
#define EXPECT_DEC(function) EXPECT_BY_ONE(function, 4, 5)
#define EXPECT_INC_RETURN(function) EXPECT_BY_ONE(function, 6, 6)
#define EXPECT_DEC_RETURN(function) EXPECT_BY_ONE(function, 4, 4)
  FOR_EACH_ORDER(EXPECT_INC, atomic_fetch_inc);
  FOR_EACH_ORDER(EXPECT_DEC, atomic_fetch_dec);
  FOR_EACH_ORDER(EXPECT_INC_RETURN, atomic_inc_return);
  FOR_EACH_ORDER(EXPECT_DEC_RETURN, atomic_dec_return);
}

TEST_F(Atomic, HasFormsThatReturnNothing) {
  EXPECT_EQ(after(12, [this] { atomic_add(10, &v_); }), 22);
  EXPECT_EQ(after(12, [this] { atomic_sub(10, &v_); }), 2);
  EXPECT_EQ(after(12, [this] { atomic_and(10, &v_); }), 8);
  EXPECT_EQ(after(12, [this] { atomic_or(10, &v_); }), 14);
  EXPECT_EQ(after(12, [this] { atomic_xor(10, &v_); }), 6);
  EXPECT_EQ(after(12, [this] { atomic_andnot(10, &v_); }), 4);
  EXPECT_EQ(after(12, [this] { atomic_inc(&v_); }), 13);
  EXPECT_EQ(after(12, [this] { atomic_dec(&v_); }), 11);
}

TEST_F(Atomic, WrapsAround) {
  EXPECT_EQ(after(INT_MAX, [this] { EXPECT_EQ(atomic_inc_return(&v_), INT_MIN); }), INT_MIN);
  EXPECT_EQ(after(INT_MIN, [this] { EXPECT_EQ(atomic_sub_return(1, &v_), INT_MAX); }), INT_MAX);
}

TEST_F(Atomic, TestsTheValueAfter) {
  EXPECT_EQ(after(1, [this] { EXPECT_TRUE(atomic_dec_and_test(&v_)); }), 0);
  EXPECT_EQ(after(2, [this] { EXPECT_FALSE(atomic_dec_and_test(&v_)); }), 1);
  EXPECT_EQ(after(-1, [this] { EXPECT_TRUE(atomic_inc_and_test(&v_)); }), 0);
  EXPECT_EQ(after(0, [this] { EXPECT_FALSE(atomic_inc_and_test(&v_)); }), 1);
  EXPECT_EQ(after(3, [this] { EXPECT_TRUE(atomic_sub_and_test(3, &v_)); }), 0);
  EXPECT_EQ(after(3, [this] { EXPECT_FALSE(atomic_sub_and_test(2, &v_)); }), 1);
  EXPECT_EQ(after(3, [this] { EXPECT_TRUE(atomic_add_negative(-4, &v_)); }), -1);
  EXPECT_EQ(after(3, [this] { EXPECT_FALSE(atomic_add_negative(-3, &v_)); }), 0);
}

TEST_F(Atomic, AddsUnlessItIsTold) {
  EXPECT_EQ(after(3, [this] { EXPECT_EQ(atomic_fetch_add_unless(&v_, 2, 0), 3); }), 5);
  EXPECT_EQ(after(0, [this] { EXPECT_EQ(atomic_fetch_add_unless(&v_, 2, 0), 0); }), 0);
  EXPECT_EQ(after(3, [this] { EXPECT_TRUE(atomic_add_unless(&v_, 2, 5)); }), 5);
  EXPECT_EQ(after(5, [this] { EXPECT_FALSE(atomic_add_unless(&v_, 2, 5)); }), 5);
  EXPECT_EQ(after(1, [this] { EXPECT_TRUE(atomic_inc_not_zero(&v_)); }), 2);
  EXPECT_EQ(after(0, [this] { EXPECT_FALSE(atomic_inc_not_zero(&v_)); }), 0);
  EXPECT_EQ(after(1, [this] { EXPECT_EQ(atomic_dec_if_positive(&v_), 0); }), 0);
  EXPECT_EQ(after(0, [this] { EXPECT_EQ(atomic_dec_if_positive(&v_), -1); }), 0);
}

TEST_F(Atomic, Exchanges) {
#define EXPECT_EXCHANGE(function) EXPECT_EQ(after(3, [this] { EXPECT_EQ(function(&v_, 4), 3); }), 4)
  FOR_EACH_ORDER(EXPECT_EXCHANGE, atomic_xchg);
}

TEST_F(Atomic, ExchangesWhatItExpects) {
#define EXPECT_COMPARED(function)                                        \
  EXPECT_EQ(after(3, [this] { EXPECT_EQ(function(&v_, 3, 4), 3); }), 4); \
  EXPECT_EQ(after(5, [this] { EXPECT_EQ(function(&v_, 3, 4), 5); }), 5)
  FOR_EACH_ORDER(EXPECT_COMPARED, atomic_cmpxchg);
}

TEST_F(Atomic, TriesToExchangeAndTellsWhatIsThere) {
#define EXPECT_TRY(function)                                               \
  do {                                                                     \
    int old = 3;                                                           \
    EXPECT_EQ(after(3, [&] { EXPECT_TRUE(function(&v_, &old, 4)); }), 4);  \
    EXPECT_EQ(old, 3);                                                     \
    EXPECT_EQ(after(5, [&] { EXPECT_FALSE(function(&v_, &old, 4)); }), 5); \
    EXPECT_EQ(old, 5);                                                     \
  } while (0)
  FOR_EACH_ORDER(EXPECT_TRY, atomic_try_cmpxchg);
}

TEST_F(Atomic, ALoopOfTriesEndsWhenNobodyComesBetween) {
  v_.counter = 3;
  engine_.after_steps(1, [this] { v_.counter = 5; });
  int old = atomic_read(&v_);
  while (!atomic_try_cmpxchg(&v_, &old, old * 2)) {
  }
  EXPECT_EQ(v_.counter, 10);
  EXPECT_EQ(engine_.steps.size(), 3u);  // the read, a try that fails, and one that succeeds
}

TEST_F(Atomic, WordsAreExchangedInEachOrder) {
  int word = 3;
#define EXPECT_WORD(function)       \
  word = 3;                         \
  EXPECT_EQ(function(&word, 4), 3); \
  EXPECT_EQ(word, 4)
#define EXPECT_WORD_COMPARED(function) \
  word = 3;                            \
  EXPECT_EQ(function(&word, 3, 4), 3); \
  EXPECT_EQ(function(&word, 3, 5), 4)
#define EXPECT_WORD_TRY(function)                       \
  do {                                                  \
    int old = 3;                                        \
    word = 3;                                           \
    EXPECT_TRUE(function(&word, &old, 4) && word == 4); \
    EXPECT_FALSE(function(&word, &old, 5) || old != 4); \
  } while (0)
  FOR_EACH_ORDER(EXPECT_WORD, xchg);
  FOR_EACH_ORDER(EXPECT_WORD_COMPARED, cmpxchg);
  FOR_EACH_ORDER(EXPECT_WORD_TRY, try_cmpxchg);
  EXPECT_EQ(engine_.steps.size(), 4u + 8u + 8u);
  for (const SeenStep& step : engine_.steps) EXPECT_EQ(step.access, LOCKSTEP_UPDATE);
}

}  // namespace
}  // namespace lockstep
