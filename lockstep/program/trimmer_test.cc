// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/trimmer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "lockstep/program/bytes.h"
#include "lockstep/program/generator.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

using IsGood = std::function<bool(const Program&)>;

struct Trimmed {
  Program program;
  std::size_t candidates = 0;
};

/// Trims to the end; expects every candidate to be valid.
Trimmed trim(const Program& program, const IsGood& is_good) {
  Trimmer trimmer(program);
  std::size_t candidates = 0;
  while (const Program* const candidate = trimmer.candidate()) {
    EXPECT_EQ(what_is_invalid(*candidate), "") << print_program(*candidate);
    ++candidates;
    trimmer.decide(is_good(*candidate));
  }
  return {trimmer.program(), candidates};
}

std::size_t most_candidates(const Program& program) {
  return program.tasks.size() + count_operations(program) +
         std::min(program.schedule.size(), kMostTrimmedParts);
}

bool makes(const Program& program, OperationCode code) {
  return std::ranges::any_of(program.tasks, [&](const Task& task) {
    return std::ranges::find(task.operations, code, &Operation::code) != task.operations.end();
  });
}

Program large_program() {
  return parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; read_data 0; vma_end_read 0\n"
      "task b: send_signal c; mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n"
      "task c: vma_start_read 0; read_data 0; vma_end_read 0\n"
      "schedule: b*2 a*3 b*2 c*4 a b*3 c*\n");
}

TEST(Trimmer, LeavesTheLeastThatIsGood) {
  const Trimmed trimmed = trim(large_program(), [](const Program& program) {
    return makes(program, vma_lock::kWriteData) && !program.schedule.empty();
  });
  EXPECT_EQ(print_program(trimmed.program),
            "config DEBUG_VM=on LOCKDEP=on\n"
            "vma 0 attached\n"
            "task b: mmap_write_lock; vma_start_write 0; write_data 0\n"
            "schedule: b*7\n");
}

TEST(Trimmer, LeavesNothingOfOneTaskIfAllIsGood) {
  const Trimmed trimmed = trim(large_program(), [](const Program&) { return true; });
  EXPECT_EQ(trimmed.program.tasks.size(), 1u);
  EXPECT_EQ(count_operations(trimmed.program), 0u);
  EXPECT_TRUE(trimmed.program.schedule.empty());
  EXPECT_LE(trimmed.candidates, most_candidates(large_program()));
}

TEST(Trimmer, LeavesEverythingIfNothingIsGood) {
  const Trimmed trimmed = trim(large_program(), [](const Program&) { return false; });
  EXPECT_EQ(trimmed.program, large_program());
  EXPECT_EQ(trimmed.candidates, 3u + 11u + 7u);
}

TEST(Trimmer, TakesWithAnOperationWhatItPermitted) {
  const Program program = parse_program(
      "vma 0 attached\ntask writer: mmap_write_lock; vma_start_write 0; mmap_write_unlock\n");
  const Trimmed trimmed = trim(program, [](const Program& candidate) {
    return !makes(candidate, vma_lock::kMmapWriteLock);
  });
  EXPECT_EQ(count_operations(trimmed.program), 0u);
}

// Most is tried with the bytes of an enormous file, most of which are runs of a schedule.
TEST(Trimmer, HasFewCandidatesHoweverLongAScheduleIs) {
  const std::vector<std::uint8_t> bytes(100'000, 0);
  const Program program = unpack_program(bytes);
  ASSERT_GT(program.schedule.size(), 90'000u);
  std::size_t good = 0;
  const Trimmed trimmed = trim(program, [&](const Program&) { return ++good % 2 == 0; });
  EXPECT_EQ(trimmed.candidates, kMostTrimmedParts);
  EXPECT_LT(trimmed.program.schedule.size(), program.schedule.size() * 6 / 10);
}

TEST(Trimmer, KeepsRandomProgramsValidAndWithinTheContract) {
  constexpr unsigned kPrograms = 1'000;
  Random random(51);
  for (unsigned i = 0; i < kPrograms; ++i) {
    Program program = generate_program(random, {.tasks = 4, .operations = 6});
    for (unsigned run = random.below(80); run != 0; --run) {
      append_run(program.schedule,
                 {Choice::of_task(random.below(static_cast<unsigned>(program.tasks.size()))),
                  random.below(3)});
    }
    ASSERT_TRUE(abides_by_contract(program));
    const Trimmed trimmed = trim(program, [&](const Program& candidate) {
      EXPECT_TRUE(abides_by_contract(candidate)) << print_program(candidate);
      return random.one_in(2);
    });
    ASSERT_LE(trimmed.candidates, most_candidates(program));
  }
}

TEST(Trimmer, KeepsProgramsOfAnyBytesValid) {
  constexpr unsigned kPrograms = 1'000;
  Random random(52);
  for (unsigned i = 0; i < kPrograms; ++i) {
    std::vector<std::uint8_t> bytes(random.below(200));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
    const Program program = unpack_program(bytes);
    const Trimmed trimmed = trim(program, [&](const Program&) { return random.one_in(2); });
    ASSERT_LE(trimmed.candidates, most_candidates(program));
  }
}

}  // namespace
}  // namespace lockstep
