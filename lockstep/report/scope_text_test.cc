// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/scope_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(NotShown, IsAlwaysWhatNoVerdictIsAbout) {
  EXPECT_THAT(describe_not_shown(""),
              AllOf(StartsWith("weak memory"), HasSubstr("RCU"), HasSubstr("lifetime of objects"),
                    HasSubstr("mmgrab()"), HasSubstr("not instrumented")));
}

TEST(NotShown, BeginsWithWhatThisVerdictIsNotAbout) {
  EXPECT_EQ(describe_not_shown("larger programs, data races"),
            "larger programs, data races, " + describe_not_shown(""));
}

}  // namespace
}  // namespace lockstep
