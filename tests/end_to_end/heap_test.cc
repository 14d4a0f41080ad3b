// SPDX-License-Identifier: GPL-2.0-only
// Implementations that allocate memory: tests/implementations/heap.c, which is wrong in many ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;

struct Misuse {
  const char* how;  // HOW in heap.c
  const char* kind;
  const char* shown;
};

void PrintTo(const Misuse& misuse, std::ostream* out) { *out << misuse.how; }

std::string heap_that(const std::string& how) { return implementation_file("heap_" + how); }

CommandResult check(const std::string& how) {
  return run_lockstep({"check", "--runs", "20000", "--variant", heap_that(how)});
}

class HeapMisuse : public ::testing::TestWithParam<Misuse> {};

TEST_P(HeapMisuse, IsFoundAndNamed) {
  const CommandResult run = check(GetParam().how);
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr(std::string(": ") + GetParam().kind + ", reachable, "));
  EXPECT_THAT(run.output, HasSubstr(GetParam().shown));
}

TEST_P(HeapMisuse, IsFoundByProof) {
  const CommandResult run = run_lockstep(
      {"prove", "--tasks", "2", "--ops", "2", "--quiet", "--variant", heap_that(GetParam().how)});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr(GetParam().shown));
}

INSTANTIATE_TEST_SUITE_P(
    InAnyWay, HeapMisuse,
    ::testing::Values(Misuse{"LEAKS", "leak", "leaks 1 allocation"},
                      Misuse{"FREES_TWICE", "crash", "double free in vma_start_write_killable 0"},
                      Misuse{"READS_FREED", "crash", "use after free in vma_start_write_killable"},
                      Misuse{"OVERRUNS", "crash", "access beside allocated memory in"},
                      Misuse{"FREES_INSIDE", "crash", "free of what was not allocated in"},
                      Misuse{"READS_UNWRITTEN", "return code", "returned -EINTR"},
                      Misuse{"PUBLISHES", "crash", "use after free in"},
                      Misuse{"FORGETS", "leak", "leaks 1 allocation"},
                      Misuse{"OUTLIVED", "crash", "use after free in vma_start_read 0"},
                      Misuse{"COPIES", "data race", "write and write of static names race"}));

class HeapUse : public ::testing::TestWithParam<const char*> {};

TEST_P(HeapUse, IsNoDifference) {
  const CommandResult run = check(GetParam());
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
}

TEST_P(HeapUse, IsProvedToBeNone) {
  const CommandResult run = run_lockstep(
      {"prove", "--tasks", "2", "--ops", "2", "--quiet", "--variant", heap_that(GetParam())});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Verdict  UPHELD: no difference in any of"));
}

// Memory of its own used to be a reason not to explore it.
TEST_P(HeapUse, IsExploredLikeAnyOtherMemory) {
  const TemporaryFolder folder;
  folder.add("killed.txt",
             "vma 0 attached\ntask reader: vma_start_read 0; send_sigkill writer\n"
             "task writer: mmap_write_lock; vma_start_write_killable 0\n");
  const CommandResult run =
      run_lockstep({"explore", "--variant", heap_that(GetParam()), "killed.txt"}, folder.path());
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Equal: "));
}

INSTANTIATE_TEST_SUITE_P(OfAnyKind, HeapUse, ::testing::Values("WELL", "KEEPS"));

}  // namespace
}  // namespace lockstep::tests
