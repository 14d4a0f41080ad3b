// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/random_programs.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

constexpr unsigned kPrograms = 2'000;

const std::vector<NamedProgram>& corpus() {
  static const std::vector<NamedProgram> programs = {
      {"detach", parse_program("vma 0 attached\ntask reader: vma_start_read 0\n"
                               "task writer: mmap_write_lock; vma_start_write 0; "
                               "vma_mark_detached 0\nschedule: reader*2 writer*9 reader*\n")},
      {"fault", parse_program("vma 0 attached\ntask culprit: fault_put 0\n")}};
  return programs;
}

bool detaches(const Program& program) {
  return print_program(program).find("vma_mark_detached") != std::string::npos;
}

unsigned count_detaches(const std::vector<NamedProgram>& from) {
  RandomPrograms programs(from, false, {});
  Random random(1);
  unsigned count = 0;
  for (unsigned i = 0; i < kPrograms; ++i) count += detaches(programs.next(random)) ? 1 : 0;
  return count;
}

// Most small changes leave the operation where it is; without a corpus it takes a write lock of
// mmap_lock and of the VMA before it in the same task, of 26 operations that there are.
TEST(RandomPrograms, LookAroundInTheCorpus) {
  EXPECT_GT(count_detaches(corpus()), kPrograms / 4);
  EXPECT_LT(count_detaches({}), kPrograms / 20);
}

TEST(RandomPrograms, AreValidAndAbideByTheContract) {
  RandomPrograms programs(corpus(), false, {});
  Random random(2);
  for (unsigned i = 0; i < kPrograms; ++i) {
    const Program program = programs.next(random);
    ASSERT_EQ(what_is_invalid(program), "") << print_program(program);
    ASSERT_TRUE(abides_by_contract(program)) << print_program(program);
  }
}

TEST(RandomPrograms, HaveFaultsIfTheyMay) {
  RandomPrograms programs(corpus(), true, {});
  Random random(3);
  unsigned faults = 0;
  for (unsigned i = 0; i < kPrograms; ++i) faults += has_fault(programs.next(random)) ? 1 : 0;
  EXPECT_GT(faults, kPrograms / 4);
}

TEST(RandomPrograms, AreTheSameForTheSameSeed) {
  RandomPrograms first(corpus(), false, {});
  RandomPrograms second(corpus(), false, {});
  Random random_a(4);
  Random random_b(4);
  for (unsigned i = 0; i < kPrograms; ++i) ASSERT_EQ(first.next(random_a), second.next(random_b));
}

TEST(RandomPrograms, HaveNoOperationThatIsNotSupported) {
  OperationSet supported;
  supported.remove(vma_lock::kVmaMarkDetached);
  RandomPrograms programs(corpus(), false, supported);
  Random random(5);
  for (unsigned i = 0; i < kPrograms; ++i) ASSERT_TRUE(supported.contains(programs.next(random)));
}

}  // namespace
}  // namespace lockstep
