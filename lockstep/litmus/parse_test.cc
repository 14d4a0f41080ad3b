// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/litmus/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "lockstep/litmus/explore.h"

namespace lockstep::litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Of a test with one process of this body, which asks nothing.
litmus::Test with_body(const std::string& body) {
  return parse("C t\n{}\nP0(int *x, int *y)\n{\n" + body + "\n}\nexists (true)\n", "t.litmus");
}

std::string mistake(const std::string& text) {
  try {
    parse(text, "t.litmus");
  } catch (const InputError& error) {
    return error.what();
  } catch (const Unsupported& error) {
    return std::string("Unsupported ") + error.what();
  }
  return "";
}

std::string mistake_in(const std::string& body) {
  return mistake("C t\n{}\nP0(int *x, int *y)\n{\n" + body + "\n}\nexists (true)\n");
}

// The final value of register r of the only process, which is the same in all executions.
Value final_r(const std::string& body) {
  const litmus::Test test = with_body("int r;" + body);
  const Explored explored = explore(test, {.model = Model::kSc});
  EXPECT_EQ(explored.finals.size(), 1u) << body;
  return value_of(test, {.kind = Term::Kind::kRegister}, *explored.finals.begin());
}

TEST(Parse, ReadsNameResultAndWhatIsShown) {
  const litmus::Test test = parse(
      "C folder/a-name+mb (* Result: Never *)\n\"a string\"\n{ int z=3; 0:r9=2; p=&z; }\n"
      "P0(int *x) { int r; r = READ_ONCE(*x); }\nlocations [z; 0:r;]\nfilter (x=0)\n"
      "~exists (0:r=1 /\\\n  x=0)\n",
      "t.litmus");
  EXPECT_EQ(test.name, "folder/a-name+mb");
  EXPECT_EQ(test.result, "Never");
  EXPECT_EQ(test.quantifier, Quantifier::kNotExists);
  EXPECT_EQ(test.condition_text, "~exists (0:r=1 /\\ x=0)");
  EXPECT_EQ(test.locations[0].initial, 3);
  EXPECT_EQ(test.locations[1].initial, kFirstAddress);
  EXPECT_THAT(test.processes[0].registers, ElementsAre("r", "r9"));
  EXPECT_EQ(test.processes[0].initial[1], 2);
  EXPECT_EQ(test.shown.size(), 3u);
}

TEST(Parse, ComputesAsCDoes) {
  EXPECT_EQ(final_r("r = 1 + 2 * 3 - 4;"), 3);
  EXPECT_EQ(final_r("r = 7 / 2 % 2 | 4 ^ 1 & 3;"), 5);
  EXPECT_EQ(final_r("r = (1 << 4) >> 2 == 4 && !0;"), 1);
  EXPECT_EQ(final_r("r = -(-5) + ~0;"), 4);
  EXPECT_EQ(final_r("r = 0x10 + 010;"), 24);
  EXPECT_EQ(final_r("r = 3; r += 4; r -= 2; r++; r--;"), 5);
  EXPECT_EQ(final_r("int *p = (int *)x; *p = 6; r = *x;"), 6);
  EXPECT_EQ(final_r("r = 1; goto out; r = 2; out: r = r + 10;"), 11);
  EXPECT_EQ(final_r("r = 5; return; r = 6;"), 5);
  EXPECT_EQ(final_r("do { r++; if (r == 2) continue; if (r == 4) break; } while (r < 9);"), 4);
  EXPECT_EQ(final_r("while (1) { r++; if (r > 6) break; }"), 7);
}

TEST(Parse, MakesAnAccessOfARightOperandOnlyIfTheLeftOneDoesNotDecide) {
  EXPECT_EQ(final_r("if (0 && xchg(x, 1)) {} r = READ_ONCE(*x);"), 0);
  EXPECT_EQ(final_r("if (1 && xchg(x, 1)) {} r = READ_ONCE(*x);"), 1);
  EXPECT_EQ(final_r("if (1 || xchg(x, 1)) {} r = READ_ONCE(*x);"), 0);
  EXPECT_EQ(final_r("if (0 || xchg(x, 1)) {} r = READ_ONCE(*x);"), 1);
  EXPECT_EQ(final_r("r = 0 || xchg(x, 1) == 0;"), 1);
}

TEST(Parse, KnowsWhatUpdatesReturn) {
  EXPECT_EQ(final_r("WRITE_ONCE(*x, 5); r = atomic_fetch_add(2, x);"), 5);
  EXPECT_EQ(final_r("WRITE_ONCE(*x, 5); r = atomic_add_return_relaxed(2, x);"), 7);
  EXPECT_EQ(final_r("WRITE_ONCE(*x, 1); r = atomic_dec_and_test(x);"), 1);
  EXPECT_EQ(final_r("r = atomic_inc_not_zero(x);"), 0);
  EXPECT_EQ(final_r("atomic_inc(x); r = atomic_add_unless(x, 4, 0) + 10 * atomic_read(x);"), 51);
  EXPECT_EQ(final_r("r = cmpxchg(x, 0, 3); r = cmpxchg_acquire(x, 0, 4);"), 3);
  EXPECT_EQ(final_r("r = atomic_long_xchg(x, 3); r = xchg_release(x, 4);"), 3);
}

TEST(Parse, SaysWhereAMistakeIsAndWhatWasExpected) {
  EXPECT_EQ(mistake("Z x"),
            "t.litmus:1:1: expected 'C', and then the name of a litmus test, "
            "found 'Z'");
  EXPECT_THAT(mistake("C t\n{ x=; }"), StartsWith("t.litmus:2:5: expected a value, found ';'"));
  EXPECT_THAT(mistake_in("r = READ_ONCE(*x)"), StartsWith("t.litmus:6:1: expected ';', found '}'"));
  EXPECT_THAT(mistake_in("break;"), StartsWith("t.litmus:5:1: expected a loop around this"));
  EXPECT_THAT(mistake_in("goto out;"), HasSubstr("t.litmus:5:6: expected a label"));
  EXPECT_THAT(mistake_in("int r; r = READ_ONCE(r);"), HasSubstr("found a local variable"));
  EXPECT_THAT(mistake("C t\n{}\nP0(int *x) { }\nexists (1:r=0)"),
              HasSubstr("t.litmus:4:9: expected the number of a process"));
  EXPECT_THAT(mistake("C t\n{}\nP0(int *x) { }\nexists (w=0)"),
              HasSubstr("t.litmus:4:9: expected a location, found 'w'"));
  EXPECT_THAT(mistake("C t (* never closed"), StartsWith("t.litmus:1:5: expected '*)'"));
  EXPECT_THAT(mistake("C t\n{}\nP1(int *x) { }\nexists (true)"), HasSubstr("expected P0"));
  EXPECT_THAT(mistake(""), HasSubstr("t.litmus:1:1: expected 'C'"));
}

TEST(Parse, SaysWhatIsNotSupported) {
  EXPECT_THAT(mistake_in("synchronize_srcu(x);"),
              StartsWith("Unsupported t.litmus:5:1: no function 'synchronize_srcu'"));
  EXPECT_THAT(mistake_in("smp_mbb();"), HasSubstr("did you mean smp_mb?"));
  EXPECT_THAT(mistake_in("for (;;) {}"), HasSubstr("Unsupported t.litmus:5:1: "));
  EXPECT_EQ(mistake("LISA x"), "Unsupported t.litmus:1:1: no language but C");
  EXPECT_THAT(mistake_in("r = x->y;"), HasSubstr("no structures"));
}

}  // namespace
}  // namespace lockstep::litmus
