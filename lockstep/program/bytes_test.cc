// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/bytes.h"

#include <gtest/gtest.h>

#include <array>

#include "lockstep/cli/corpus.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/program.h"
#include "tests/choices.h"
#include "tests/sanitized.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// The byte form keeps all but the names.
Program renamed(Program program) {
  name_tasks(program);
  return program;
}

TEST(ProgramBytes, OfEveryCorpusProgramGiveItBack) {
  for (const NamedProgram& named : built_in_corpus()) {
    SCOPED_TRACE(named.name);
    EXPECT_EQ(unpack_program(pack_program(named.program)), renamed(named.program));
  }
}

TEST(ProgramBytes, OfGeneratedProgramsGiveThemBack) {
  Random random(12);
  const GeneratorLimits limits = {kMaxTasks, kMaxOperationsPerTask, kMaxObjects, kMaxOwners, true};
  for (unsigned i = 0; i < 20'000; ++i) {
    Program program = generate_program(random, limits);
    program.configuration = kAllConfigurations[random.below(4)];
    program.schedule = schedule_of_tasks({{0, 31}, {0, 0}, {0, 32}});
    if (random.one_in(2)) program.sequences = {0xfffffffe, 2};
    ASSERT_EQ(unpack_program(pack_program(program)), program) << print_program(program);
  }
}

TEST(ProgramBytes, AreThoseOfVersionOne) {
  const Program program = parse_program(
      "config DEBUG_VM=on LOCKDEP=off\n"
      "mm 1 sequence 258\n"
      "vma 0 attached\n"
      "vma 1 detached mm 1\n"
      "task writer: mmap_write_lock 1; fault_set_refcount 1 -2\n"
      "task reader: vma_start_read 0; fault_fail_wait\n"
      "schedule: reader*33 writer*\n");
  const Bytes expected = {1,           0b0001'1001, 0, 0,  0,  0,    2,    1,    0,    0,  // header
                          1,           2,           1,  // VMAs, tasks
                          2,           4,           1, 25, 1,  0xfe, 0xff, 0xff, 0xff,  // writer
                          2,           9,           0, 0,  27,                          // reader
                          1 | 31 << 3, 1 | 2 << 3,  0};
  EXPECT_EQ(pack_program(program), expected);
  EXPECT_EQ(kBytesVersion, 1);
}

TEST(ProgramBytes, OfAnUnknownVersionAreReadAsThisOne) {
  Bytes bytes = pack_program(built_in_corpus().front().program);
  const Program program = unpack_program(bytes);
  for (const int version : {0, 3, 255}) {
    bytes[0] = static_cast<std::uint8_t>(version);
    EXPECT_EQ(unpack_program(bytes), program);
  }
}

TEST(ProgramBytes, ThatAreMissingCountAsZero) {
  Program nothing;
  nothing.configuration = {false, false};
  nothing.tasks.resize(1);
  name_tasks(nothing);
  EXPECT_EQ(unpack_program({}), nothing);
  const Bytes one_of_two = {1, 4, 1, 0, 2, 17};  // read_data; its VMA and what follows are cut off
  const Program cut = unpack_program(one_of_two);
  ASSERT_EQ(cut.tasks[0].operations.size(), 2u);
  EXPECT_EQ(print_operation(cut, cut.tasks[0].operations[0]), "read_data 0");
  EXPECT_EQ(print_operation(cut, cut.tasks[0].operations[1]), "mmap_read_lock");
}

TEST(ProgramBytes, OutOfRangeAreTakenModuloTheRange) {
  // One VMA in mm 1, 7 + 1 tasks, 19 % 17 operations, the first of VMA 5 % 1.
  const auto read_data = static_cast<std::uint8_t>(vma_lock::kReadData);
  const auto code = static_cast<std::uint8_t>(kOperationCodes + read_data);
  const Bytes bytes = {1, 4, 0xff, 15, 19, code, 5, 0};
  const Program program = unpack_program(bytes);
  EXPECT_EQ(program.objects[0], (ObjectStart{true, 1}));
  EXPECT_EQ(program.tasks.size(), 8u);
  ASSERT_EQ(program.tasks[0].operations.size(), 2u);
  EXPECT_EQ(program.tasks[0].operations[0], (Operation{vma_lock::kReadData, {0, 0}}));
}

TEST(ProgramBytes, WithoutVmasNameNoOperationOnOne) {
  for (unsigned code = 0; code < 256; ++code) {
    const Bytes bytes = {1, 0, 0, 1, static_cast<std::uint8_t>(code)};
    const Program program = unpack_program(bytes);
    ASSERT_EQ(program.tasks[0].operations.size(), 1u);
    EXPECT_FALSE(object_of(program.tasks[0].operations[0])) << code;
  }
}

TEST(ProgramBytes, OfEveryCorpusProgramMayBeCutOffAnywhere) {
  for (const NamedProgram& named : built_in_corpus()) {
    const Bytes bytes = pack_program(named.program);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const Program program = unpack_program(std::span(bytes).first(size));
      ASSERT_EQ(what_is_invalid(program), "") << named.name << " after " << size << " bytes";
      ASSERT_EQ(unpack_program(pack_program(program)), program);
    }
  }
}

TEST(ProgramBytes, WithEndlessRunsKeepThemInBounds) {
  Bytes bytes = {1, 0, 0, 0};
  bytes.resize(200'000, 31 << 3);  // 6.2 million steps of the one task
  const Program program = unpack_program(bytes);
  EXPECT_EQ(what_is_invalid(program), "");
  EXPECT_EQ(program.schedule, schedule_of_tasks({{0, kMaxRunSteps}}));
}

constexpr unsigned kRandomStrings = kSanitized ? 1'000'000 : 10'000'000;

// A random header asks for 4.5 tasks of 8 operations of some 2 bytes each, so strings of 0 to 63
// bytes end in every part of a program: one in 64 per length within the header, and 13 in 100 in
// the schedule.
TEST(ProgramBytes, AtRandomAreAlwaysAValidProgram) {
  Random random(13);
  std::array<std::uint64_t, 8> words;
  unsigned with_schedule = 0;
  for (unsigned i = 0; i < kRandomStrings; ++i) {
    const std::uint32_t size = random.below(sizeof words);
    for (unsigned word = 0; word <= size / 8; ++word) words[word] = random.next();
    const Program program =
        unpack_program({reinterpret_cast<const std::uint8_t*>(words.data()), size});
    ASSERT_EQ(what_is_invalid(program), "") << print_program(program);
    with_schedule += program.schedule.empty() ? 0 : 1;
    if (i % 100 == 0) {
      ASSERT_EQ(parse_program(print_program(program)), program);
      ASSERT_EQ(unpack_program(pack_program(program)), program);
    }
  }
  EXPECT_GT(with_schedule, kRandomStrings / 10);
}

}  // namespace
}  // namespace lockstep
