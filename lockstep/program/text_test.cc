// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/text.h"

#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/program/generator.h"
#include "tests/sanitized.h"
#include "tests/temporary_folder.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

/// Parse -> print -> parse gives the same program, and print the same text.
void expect_stable(const Program& program) {
  const std::string text = print_program(program);
  const Program again = parse_program(text);
  ASSERT_EQ(again, program) << text;
  ASSERT_EQ(print_program(again), text);
}

TEST(ProgramText, OfEveryCorpusProgramIsStable) {
  ASSERT_GE(corpus_files().size(), 48u);
  for (const CorpusFile& file : corpus_files()) {
    SCOPED_TRACE(file.name);
    const Program program = parse_program(file.text);
    EXPECT_EQ(what_is_invalid(program), "");
    expect_stable(program);
  }
}

Schedule random_schedule(Random& random, unsigned tasks) {
  Schedule schedule;
  for (unsigned runs = random.below(6); runs != 0; --runs) {
    append_run(schedule, {Choice::of_task(random.below(tasks)), random.below(4)});
  }
  return schedule;
}

TEST(ProgramText, OfAHundredThousandGeneratedProgramsIsStable) {
  Random random(11);
  for (unsigned i = 0; i < (kSanitized ? 20'000 : 100'000); ++i) {
    const bool large = random.one_in(8);
    Program program = generate_program(
        random,
        large ? GeneratorLimits{kMaxTasks, kMaxOperationsPerTask, kMaxObjects, kMaxOwners, true}
              : GeneratorLimits{.faults = random.one_in(2)});
    program.configuration = kAllConfigurations[random.below(4)];
    program.schedule = random_schedule(random, static_cast<unsigned>(program.tasks.size()));
    for (std::uint32_t& sequence : program.sequences) {
      sequence = random.one_in(2) ? 0 : static_cast<std::uint32_t>(random.next()) & ~1u;
    }
    expect_stable(program);
    if (HasFatalFailure()) return;
  }
}

TEST(ProgramText, IsWrittenAsAUserWouldWriteIt) {
  const std::string text =
      "config DEBUG_VM=on LOCKDEP=off\n"
      "mm 1 sequence 6\n"
      "vma 0 attached\n"
      "vma 1 detached mm 1\n"
      "task writer: mmap_write_lock 1; vma_reuse 1 0; enter_exclusive 1 killable\n"
      "task reader: vma_start_read 0; vma_start_read 0 1; send_sigkill writer\n"
      "task idle:\n"
      "schedule: reader*2 writer* reader idle*\n";
  EXPECT_EQ(print_program(parse_program(text)), text);
}

TEST(ProgramText, MayBeWrittenInOtherWays) {
  const Program program = parse_program(
      "schedule : b *\t2 b a*  # joined to three steps\n"
      "\r\n"
      "task a:mmap_read_lock 0;mmap_read_unlock # the default mm\n"
      "config LOCKDEP=off\n"
      "task b  :\n"
      "vma 0 attached mm 0");
  EXPECT_EQ(print_program(program),
            "config DEBUG_VM=on LOCKDEP=off\n"
            "vma 0 attached\n"
            "task a: mmap_read_lock; mmap_read_unlock\n"
            "task b:\n"
            "schedule: b*3 a*\n");
}

TEST(ProgramText, LeavesOutAnMmOnlyIfItIsTheOneItsVmaStartsIn) {
  const Program program = parse_program(
      "vma 0 attached mm 1\ntask a: vma_start_read 0; vma_start_read 0 0; vma_start_read 0 1");
  const auto& operations = program.tasks[0].operations;
  EXPECT_EQ(operations[0].operands[1], 1);
  EXPECT_EQ(operations[1].operands[1], 0);
  EXPECT_EQ(operations[2].operands[1], 1);
  EXPECT_EQ(print_operation(program, operations[0]), "vma_start_read 0");
  EXPECT_EQ(print_operation(program, operations[1]), "vma_start_read 0 0");
}

TEST(ProgramText, StartsWithBothOptionsOn) {
  EXPECT_EQ(print_configuration(parse_program("task a:").configuration), "DEBUG_VM=on LOCKDEP=on");
}

TEST(ProgramText, OfRunsLongerThanAnyExecutionIsStable) {
  std::string schedule = "schedule:";
  for (int i = 0; i < 5'000; ++i) schedule += " a*1000000";  // more than 2^32 together
  const Program program = parse_program("task a:\n" + schedule);
  EXPECT_EQ(what_is_invalid(program), "");
  expect_stable(program);
  EXPECT_EQ(print_schedule(program, program.schedule), "a*1000000");
}

TEST(Text, TellsWhereItsOperationsStand) {
  OperationPositions positions;
  parse_program(
      "task a: mmap_read_lock ; vma_start_read 0\n# nothing here\ntask b:\n"
      "  task c:\tvma_start_read 0\nvma 0 attached\n",
      positions);
  ASSERT_EQ(positions.size(), 3u);
  ASSERT_EQ(positions[0].size(), 2u);
  EXPECT_EQ(positions[0][0].line, 1u);
  EXPECT_EQ(positions[0][0].column, 9u);
  EXPECT_EQ(positions[0][1].column, 26u);
  EXPECT_TRUE(positions[1].empty());
  ASSERT_EQ(positions[2].size(), 1u);
  EXPECT_EQ(positions[2][0].line, 4u);
  EXPECT_EQ(positions[2][0].column, 11u);
}

TEST(LoadedPrograms, WithAMistakeSayWhereItIs) {
  const TemporaryFolder folder;
  const auto file = folder.add("bad.txt", "# comment\ntask a: vma_stop\n");
  try {
    load_program(file);
    FAIL() << "loaded";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), file.string() + ":2:9: expected an operation, found 'vma_stop'");
  }
}

}  // namespace
}  // namespace lockstep
