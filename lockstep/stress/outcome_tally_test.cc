// SPDX-License-Identifier: GPL-2.0-only
// What real threads show is among what was explored: the outcomes as threads can tell them.
#include "lockstep/stress/outcome_tally.h"

#include "lockstep/program/generator.h"
#include "tests/implementations/made_up.h"
#include "tests/sanitized.h"
#include "tests/stress_fixture.h"

namespace lockstep {
namespace {

class OutcomesOnThreads : public StressFixture {
 protected:
  /// How many of the outcomes threads reached; none may be from outside.
  std::size_t reached(const Program& program, const lockstep_implementation& implementation,
                      std::uint64_t iterations) {
    OutcomeTally tally(explore_for_threads(program, implementation));
    std::uint64_t outside = 0;
    run(program, implementation, iterations,
        [&](const Observation& shown) { outside += tally.add(shown) ? 0 : 1; });
    EXPECT_EQ(outside, 0u) << implementation.name << "\n" << print_program(program);
    return tally.reached();
  }
};

// Two tasks that exclude each other, and what each of them can see.
constexpr std::string_view kTrylocks =
    "vma 0 attached\ntask a: mmap_write_trylock\ntask b: mmap_write_trylock\n";

TEST_F(OutcomesOnThreads, AreAsManyAsTheoryHas) {
  // Both lock one after the other (either way: the same outcome), or one of them does not lock.
  EXPECT_EQ(explore_for_threads(parse_program(kTrylocks), before()).size(), 3u);
  // The reader is early, or finds the VMA write-locked; the data tells no more.
  EXPECT_EQ(explore_for_threads(parse_program("vma 0 attached\n"
                                              "task writer: mmap_write_lock; vma_start_write 0\n"
                                              "task reader: vma_start_read 0\n"),
                                before())
                .size(),
            2u);
}

TEST_F(OutcomesOnThreads, OfTinyProgramsAreAmongThoseThatWereExplored) {
  constexpr std::array<std::string_view, 5> kTexts = {
      kTrylocks,
      "vma 0 attached\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n"
      "task reader: vma_start_read 0; read_data 0; vma_end_read 0\n",
      "vma 0 attached\n"
      "task writer: mmap_write_lock; vma_start_write 0; vma_mark_detached 0\n"
      "task reader: vma_start_read 0; vma_end_read 0; vma_start_read 0\n",
      "vma 0 attached\n"
      "task writer: mmap_write_lock_killable; vma_start_write_killable 0; write_data 0\n"
      "task reader: vma_start_read 0; send_sigkill writer; read_data 0\n",
      "vma 0 attached\n"
      "task a: mmap_write_lock; enter_exclusive 0 interruptible; mmap_write_downgrade\n"
      "task b: mmap_read_lock; vma_start_read_locked 0; send_signal a; wake_up_process a\n"};
  for (const std::string_view text : kTexts) {
    for (const lockstep_implementation* implementation : built_in_implementations()) {
      EXPECT_GE(reached(parse_program(text), *implementation, kSanitized ? 500 : 2'000), 1u);
    }
  }
}

TEST_F(OutcomesOnThreads, OfRandomProgramsAreAmongThoseThatWereExplored) {
  Random random(4711);
  for (int i = 0; i < (kSanitized ? 40 : 200); ++i) {
    const Program program = generate_program(random, {.tasks = 3, .operations = 3});
    const auto all = built_in_implementations();
    reached(program, *all[random.index(all.size())], 100);
  }
}

// Alone, a task shows on a thread exactly what it shows in the engine.
TEST_F(OutcomesOnThreads, OfASingleTaskIsTheOne) {
  Random random(42);
  for (int i = 0; i < (kSanitized ? 25 : 200); ++i) {
    const Program program = generate_program(random, {.tasks = 1, .operations = 16});
    EXPECT_EQ(explore_for_threads(program, before()).size(), 1u);
    EXPECT_EQ(reached(program, before(), 1), 1u);
  }
}

// Whether the sleeper is there when the last reader leaves is up to chance; that it hangs, then, is
// among what was explored, and so is all the rest.
TEST_F(OutcomesOnThreads, IncludeHangs) {
  const auto wakes_nobody =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody);
  const Program program = parse_program(
      "vma 0 attached\n"
      "task writer: mmap_write_lock; vma_start_write 0\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task next: mmap_write_lock\n");
  reached(program, wakes_nobody, kSanitized ? 1'000 : 5'000);
}

vm_area_struct* fail_to_lock(mm_struct* /*mm*/, vm_area_struct* /*vma*/) { return nullptr; }

TEST_F(OutcomesOnThreads, OfAnotherImplementationAreSeenToBeFromOutside) {
  const Program program = parse_program("vma 0 attached\ntask reader: vma_start_read 0\n");
  OutcomeTally tally(explore_for_threads(program, before()));
  const auto fails = before_with(&lockstep_implementation::vma_start_read, fail_to_lock);
  run(program, fails, 10, [&](const Observation& shown) { EXPECT_FALSE(tally.add(shown)); });
  EXPECT_EQ(tally.explored(), 1u);
  EXPECT_EQ(tally.reached(), 0u);
  run(program, before(), 10, [&](const Observation& shown) { EXPECT_TRUE(tally.add(shown)); });
  EXPECT_EQ(tally.reached(), 1u);
}

}  // namespace
}  // namespace lockstep
