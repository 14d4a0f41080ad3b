// SPDX-License-Identifier: GPL-2.0-only
// To streams that are closed or full: tests/end_to_end/streams_test.cc.
#include "lockstep/base/messages.h"

#include <gtest/gtest.h>

#include <string>

namespace lockstep {
namespace {

TEST(Messages, AreOneLineWhateverIsInThem) {
  testing::internal::CaptureStderr();
  say("cannot read a\nb\xff");
  say_note("x");
  say("y", "fuzz_check");
  say(std::string(100'000, 'z'));
  const std::string said = testing::internal::GetCapturedStderr();
  const std::string start =
      "lockstep: cannot read a\\nb\\xff\nlockstep: note: x\nfuzz_check: y\nlockstep: zzz";
  EXPECT_EQ(said.substr(0, start.size()), start);
  EXPECT_LT(said.size(), 500u);
}

}  // namespace
}  // namespace lockstep
