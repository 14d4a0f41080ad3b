// SPDX-License-Identifier: GPL-2.0-only
// Mails made from a good series by changes that happen to mails.
#include "tests/end_to_end/kernel_tree.h"
#include "tests/hostile/battery.h"

namespace lockstep::tests {
namespace {

using DamagedMails = KernelTree;

TEST_F(DamagedMails, AreCheckedAsAWholeOrHaveAMistake) {
  const std::string whole = git({"format-patch", "--stdout", "--thread", "base..merged"});
  Choices choices(6);
  for (unsigned i = 0; i < share_of(50); ++i) {
    const std::string mails = damaged(whole, choices);
    std::ofstream(folder() / "series.mbox", std::ios::binary) << mails;
    expect_sound({"check", "--tree", tree().string(), "--base", "base", "--patch", "series.mbox",
                  "--runs", "2000"},
                 folder(), testing::PrintToString(mails));
  }
}

}  // namespace
}  // namespace lockstep::tests
