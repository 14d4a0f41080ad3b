// SPDX-License-Identifier: GPL-2.0-only
// Files that Lockstep or its user wrote, and mails, that have been damaged since.
#include "tests/end_to_end/kernel_tree.h"
#include "tests/hostile/battery.h"

namespace lockstep::tests {
namespace {

class DamagedFiles : public Battery {};

TEST_P(DamagedFiles, CheckpointsAreGoneOnWithOrHaveAMistake) {
  const std::vector<std::string> prove = {"prove", "--quiet",      "--tasks",    "2",      "--ops",
                                          "1",     "--checkpoint", "proof.json", "--jobs", "1"};
  run(prove, "");
  const std::string whole = content_of(folder() / "proof.json");
  ASSERT_NE(whole, "missing");
  Choices choices = Battery::choices(4);
  for (unsigned i = 0; i < part_of(400); ++i) {
    const std::string text = damaged(whole, choices);
    add("proof.json", text);
    run(prove, testing::PrintToString(text));
  }
}

TEST_P(DamagedFiles, KnownListsAreReadOrHaveAMistake) {
  const std::string whole =
      "# known, and why\n"
      "88b7e0cdf833e033  a warning that version 3 of the patch adds\n"
      "7c07771a05465f34\n"
      "\n"
      "76877e679599d766  returned not locked\n";
  Choices choices = Battery::choices(5);
  for (unsigned i = 0; i < part_of(100); ++i) {
    const std::string text = damaged(whole, choices);
    add("known.txt", text);
    run({"check", "--runs", "200", "--known", "known.txt"}, testing::PrintToString(text));
  }
}

INSTANTIATE_TEST_SUITE_P(Part, DamagedFiles, testing::Range(0u, kParts));

// Changes that happen to mails on their way.
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
