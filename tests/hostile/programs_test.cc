// SPDX-License-Identifier: GPL-2.0-only
// Programs that are almost right, and random bytes.
#include "tests/hostile/battery.h"

namespace lockstep::tests {
namespace {

class Programs : public Battery {};

TEST_P(Programs, OfAnyBytesAreReplayed) {
  Choices choices = Battery::choices(2);
  for (unsigned i = 0; i < part_of(3'000); ++i) {
    std::string bytes(choices.below(200), '\0');
    for (char& byte : bytes) byte = static_cast<char>(choices.below(256));
    add("program", bytes);
    run({"replay", "--bytes", "program"}, testing::PrintToString(bytes));
  }
}

TEST_P(Programs, OfDamagedTextAreReplayedOrHaveAMistake) {
  const std::vector<std::string> texts = corpus_texts();
  Choices choices = Battery::choices(3);
  for (unsigned i = 0; i < part_of(1'000); ++i) {
    const std::string text = damaged(choices.one_of(texts), choices);
    add("program.txt", text);
    run({choices.one_in(20) ? "reduce" : "replay", "program.txt"}, testing::PrintToString(text));
  }
}

INSTANTIATE_TEST_SUITE_P(Part, Programs, testing::Range(0u, kParts));

}  // namespace
}  // namespace lockstep::tests
