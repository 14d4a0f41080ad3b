// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <array>

#include "lockstep/base/files.h"
#include "lockstep/cli/arguments.h"

namespace lockstep {
namespace {

using std::chrono::milliseconds;

TEST(Quantities, OfTimeMayHaveSeveralUnitsAndDecimals) {
  EXPECT_EQ(parse_duration("--time", "30s"), milliseconds(30'000));
  EXPECT_EQ(parse_duration("--time", "500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("--time", "0.5s"), milliseconds(500));
  EXPECT_EQ(parse_duration("--time", "1m30s"), milliseconds(90'000));
  EXPECT_EQ(parse_duration("--time", "1.5h"), milliseconds(5'400'000));
  EXPECT_EQ(parse_duration("--time", "2h3m4s5ms"), milliseconds(7'384'005));
  EXPECT_EQ(parse_duration("--time", "2400h"), milliseconds(8'640'000'000));
}

TEST(Quantities, OfANumberAloneAreSecondsOrBytes) {
  EXPECT_EQ(parse_duration("--time", "90"), milliseconds(90'000));
  EXPECT_EQ(parse_duration("--time", "0.25"), milliseconds(250));
  EXPECT_EQ(parse_size("--memory", "4096"), 4096u);
}

TEST(Quantities, OfMemoryMayHaveDecimals) {
  EXPECT_EQ(parse_size("--memory", "1.5G"), std::size_t{3} << 29);
  EXPECT_EQ(parse_size("--memory", "1G512M"), std::size_t{3} << 29);
  EXPECT_EQ(parse_size("--memory", "64K"), 65536u);
  EXPECT_EQ(parse_size("--memory", "0.1K"), 102u);
}

TEST(Quantities, ThatAreNoneAreMistakes) {
  for (const char* const text :
       {"", "s", ".5s", "5.s", "1s1s", "1s1m", "1m30", "1 s", "-1s", "1d", "0x10", "1e3s", "2401h",
        "1.0000000001s", "nan", "99999999999999999999999h"}) {
    EXPECT_THROW(parse_duration("--time", text), InputError) << text;
  }
  for (const char* const text :
       {"", "G", "0", "0.0001K", "1k", "1GB", "-1", "99999999999G", "18446744073709551616"}) {
    EXPECT_THROW(parse_size("--memory", text), InputError) << text;
  }
}

}  // namespace
}  // namespace lockstep
